import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { deploy } from "#prisma/deploy.ts";
import { ensureDatabase } from "../../scripts/lib/embedded-postgres.mjs";
import { startTestPostgres } from "../../scripts/lib/postgres-data.mjs";

declare module "vitest" {
  export interface ProvidedContext {
    /** The test run's Postgres, in whose `template` database every migration is applied; no one stays connected to it. */
    testPostgres: { adminUrl: string; templateUrl: string; template: string };
  }
}

// In production nothing can move the clock. In tests a connection's setting `sunap.now` does.
const settableClock = `
  CREATE OR REPLACE FUNCTION sunap_now() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
    SELECT coalesce(nullif(current_setting('sunap.now', true), '')::timestamptz, clock_timestamp())
  $$`;

/** Starts one Postgres for the run and migrates the database that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = "template_sunap";
  const logFile = path.join(import.meta.dirname, "..", "..", "test-results", "postgres-db-tests.log");
  const server = await startTestPostgres({ logFile });
  try {
    await ensureDatabase(server, template);
    const templateUrl = server.urlOf(template);
    await deploy(templateUrl, { log: () => undefined });
    await makeClockSettable(templateUrl);
    project.provide("testPostgres", { adminUrl: server.urlOf("postgres"), templateUrl, template });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return () => server.stop();
}

async function makeClockSettable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(settableClock);
  } finally {
    await client.end();
  }
}
