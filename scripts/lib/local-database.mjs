// Brings a database to where the product can work on it: there, migrated, with demo data if it was empty.
import { existsSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stateDir } from "./checkout.mjs";
import { ensureDatabase, startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { checkoutDataDir } from "./postgres-data.mjs";
import { runNode, step } from "./steps.mjs";

const database = "sunap";
const wantedPort = 54_320;
const maxLogBytes = 10_000_000;
const seedMark = path.join(stateDir, "seeding"); // there while demo data is being loaded

/** Starts this checkout's Postgres and keeps it running until `stop`. */
export async function startLocalPostgres({ password, onCrash }) {
  const dataDir = checkoutDataDir(stateDir);
  const logFile = path.join(stateDir, "postgres.log");
  if (existsSync(logFile) && statSync(logFile).size > maxLogBytes) rmSync(logFile);
  let isStopping = false;
  let server;
  let starting;
  const start = async () => {
    server = await startEmbeddedPostgres({ dataDir, password, logFile, port: wantedPort });
    server.exited.then((code) => {
      if (isStopping) return;
      onCrash(code);
      starting = start().catch(onCrash);
    });
  };
  await start();
  await ensureDatabase(server, database);
  const stop = async () => {
    isStopping = true;
    await starting;
    await server.stop();
  };
  const url = server.urlOf(database);
  return { url, port: server.port, stop, recreate: () => recreateIfHalfSeeded(server) };
}

async function recreateIfHalfSeeded(server) {
  if (!existsSync(seedMark)) return;
  console.log("  loading the demo data was interrupted last time: beginning again");
  await withClient(server.urlOf("postgres"), (client) =>
    client.query(`DROP DATABASE ${database} WITH (FORCE)`),
  );
  await ensureDatabase(server, database);
  rmSync(seedMark);
}

export async function migrateAndSeed(env) {
  await step("Migrating the database", () => runNode(["prisma/deploy.ts"], { env, label: "The migration" }));
  if (!(await isEmpty(env.DATABASE_URL))) return;
  writeFileSync(seedMark, "");
  await step("Loading demo data", () => runNode(["prisma/seed.ts"], { env, label: "Loading demo data" }));
  rmSync(seedMark);
}

function isEmpty(url) {
  return withClient(url, async (client) => {
    const { rows } = await client.query(
      "SELECT NOT EXISTS (SELECT FROM distributor) AND NOT EXISTS (SELECT FROM app_user) AS empty",
    );
    return rows[0].empty;
  });
}

async function withClient(url, use) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return await use(client);
  } finally {
    await client.end();
  }
}
