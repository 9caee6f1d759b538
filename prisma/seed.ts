// `npm run seed`: loads the demo data into an empty, migrated database.
import { hashPassword } from "better-auth/crypto";
import pg from "pg";
import { loadWorld } from "./demo/load-world.ts";
import type { DemoUser } from "./demo/model.ts";
import { createWorld } from "./demo/world.ts";

/** What was loaded, in numbers. */
export interface SeedSummary {
  distributors: number;
  tradeRelationships: number;
  bills: number;
  payments: number;
}

/**
 * Loads the demo data: two distributors, their stores and half a year of billing and payment up to the database's
 * present moment. Nothing of it is queued for sending. All of it or nothing; may be started twice at once.
 * Returns null, and changes nothing, when there are users or distributors already.
 * @param databaseUrl a migrated database
 */
export async function seed(databaseUrl: string): Promise<SeedSummary | null> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("BEGIN");
    const summary = await seedIn(client);
    await client.query("COMMIT");
    return summary;
  } finally {
    await client.end(); // rolls back what was not committed
  }
}

async function seedIn(client: pg.Client): Promise<SeedSummary | null> {
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('demo-data', 0))");
  const { rows } = await client.query<{ empty: boolean; now: Date }>(
    `SELECT NOT EXISTS (SELECT FROM distributor) AND NOT EXISTS (SELECT FROM app_user)
              AND NOT EXISTS (SELECT FROM store) AS empty,
            sunap_now() AS now`,
  );
  const [state] = rows;
  if (!state?.empty) return null;
  const world = createWorld(state.now);
  await loadWorld(client, world, await hashPasswords(world.users));
  return {
    distributors: world.distributors.length,
    tradeRelationships: world.relationships.length,
    bills: world.bills.length,
    payments: world.payments.length,
  };
}

async function hashPasswords(users: DemoUser[]): Promise<Map<string, string>> {
  const entries = users.map(async ({ id, password }) => [id, await hashPassword(password)] as const);
  return new Map(await Promise.all(entries));
}

async function main(): Promise<void> {
  const { databaseEnv, environmentOrExit } = await import("#server/platform/env.ts");
  const { DATABASE_DIRECT_URL } = environmentOrExit(databaseEnv);
  try {
    const loaded = await seed(DATABASE_DIRECT_URL);
    process.stdout.write(
      loaded
        ? `loaded demo data: ${loaded.distributors} distributors, ${loaded.tradeRelationships} trade relationships, ${loaded.bills} bills, ${loaded.payments} payments\n`
        : "the database is not empty: nothing was loaded\n",
    );
  } catch (error) {
    process.stderr.write(`Can't load the demo data: ${reason(error)}\n`);
    process.exitCode = 1;
  }
}

/** A refused connection arrives as an AggregateError with an empty message: its parts say what happened. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join(", ");
  return error instanceof Error ? error.message : String(error);
}

if (import.meta.main) await main();
