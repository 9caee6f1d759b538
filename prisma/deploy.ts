// `npm run migrate`: applies prisma/migrations to the database and installs the queue.
// It writes the history rows that `prisma migrate deploy` writes, under the same lock, so that both tools work on the
// same database; this one needs no schema engine, and it refuses a migration that was edited after it was applied.
import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

type Log = (line: string) => void;
type Migration = { name: string; sql: string; checksum: string };
type HistoryRow = { migrationName: string; checksum: string; isFinished: boolean };

/** A migration that can't be applied, or a history that can't be continued; the message names the migration. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

// The key that Prisma's own schema engine locks while it migrates.
const prismaMigrationLock = 72_707_369;

const createHistory = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  varchar(36) PRIMARY KEY NOT NULL,
    checksum            varchar(64) NOT NULL,
    finished_at         timestamptz,
    migration_name      varchar(255) NOT NULL,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`;

const selectHistory = `
  SELECT migration_name AS "migrationName", checksum, finished_at IS NOT NULL AS "isFinished"
  FROM _prisma_migrations
  WHERE rolled_back_at IS NULL
  ORDER BY started_at`;

/**
 * Brings the database up to date: migrations, then the queue's schema and queues. May run in several places at once.
 * @param databaseUrl a direct connection, not a transaction pooler's: the lock lives in the session
 * @returns the names of the migrations that were applied now
 */
export async function deploy(databaseUrl: string, { log }: { log: Log }): Promise<string[]> {
  const applied = await applyMigrations(databaseUrl, { log });
  const { installQueues } = await import("#server/platform/queue.ts");
  await installQueues(databaseUrl);
  return applied;
}

/** Applies what is not applied yet, each migration in a transaction of its own. Returns the names. */
export async function applyMigrations(
  databaseUrl: string,
  { log, directory = migrationsDirectory() }: { log: Log; directory?: string },
): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [prismaMigrationLock]);
    await client.query(createHistory);
    const { rows } = await client.query<HistoryRow>(selectHistory);
    const pending = findPending(migrations, rows);
    for (const migration of pending) {
      await applyOne(client, migration);
      log(`applied migration ${migration.name}`);
    }
    return pending.map(({ name }) => name);
  } finally {
    await client.end(); // and with it the lock
  }
}

/**
 * The names of the migrations that the database still lacks; empty when it is current.
 * @param query runs SQL on the database to be checked and returns its rows
 * @throws MigrationError when an applied migration was edited or has failed
 */
export async function pendingMigrations(
  query: (sql: string) => Promise<unknown[]>,
  directory = migrationsDirectory(),
): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const [table] = await query(
    "SELECT 1 FROM pg_catalog.pg_class WHERE oid = to_regclass('_prisma_migrations')",
  );
  const history = table === undefined ? [] : ((await query(selectHistory)) as HistoryRow[]);
  return findPending(migrations, history).map(({ name }) => name);
}

/** Where the project's migrations lie, seen from the project's root: a bundled copy of this file has no place of its own. */
function migrationsDirectory(): string {
  return path.join(process.cwd(), "prisma", "migrations");
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  names.sort(); // by code unit, as Prisma orders them; the names begin with a timestamp
  return Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(path.join(directory, name, "migration.sql")).catch((cause: unknown) => {
        throw new MigrationError(`Migration ${name} has no readable migration.sql`, { cause });
      });
      const checksum = createHash("sha256").update(bytes).digest("hex");
      return { name, sql: bytes.toString("utf8"), checksum };
    }),
  );
}

/** What of `migrations` the history lacks. What only the history knows comes from a newer version, and is left alone. */
function findPending(migrations: Migration[], history: HistoryRow[]): Migration[] {
  const failed = history.find(({ isFinished }) => !isFinished);
  if (failed)
    throw new MigrationError(
      `Migration ${failed.migrationName} was started by another tool and has failed. Mend the database, then mark it with \`prisma migrate resolve\`.`,
    );
  const checksums = new Map(history.map((row) => [row.migrationName, row.checksum]));
  for (const { name, checksum } of migrations)
    if ((checksums.get(name) ?? checksum) !== checksum)
      throw new MigrationError(
        `Migration ${name} was edited after it had been applied to this database. Restore its migration.sql and put the change into a new migration.`,
      );
  return migrations.filter(({ name }) => !checksums.has(name));
}

async function applyOne(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date();
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name, startedAt],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new MigrationError(`Migration ${name} failed and was rolled back: ${faultOf(error, sql)}`, {
      cause: error,
    });
  }
}

function faultOf(error: unknown, sql: string): string {
  if (!(error instanceof pg.DatabaseError)) return String(error);
  const parts = [error.message];
  if (error.position) parts.push(`at line ${sql.slice(0, Number(error.position)).split("\n").length}`);
  if (error.detail) parts.push(error.detail);
  if (error.hint) parts.push(error.hint);
  return parts.join("; ");
}

async function main(): Promise<void> {
  const { databaseEnv, environmentOrExit } = await import("#server/platform/env.ts");
  const { DATABASE_DIRECT_URL } = environmentOrExit(databaseEnv);
  process.chdir(path.join(import.meta.dirname, ".."));
  const log: Log = (line) => process.stdout.write(`${line}\n`);
  try {
    const applied = await deploy(DATABASE_DIRECT_URL, { log });
    if (applied.length === 0) log("the database is up to date");
  } catch (error) {
    const known = error instanceof MigrationError;
    process.stderr.write(`${known ? error.message : `Can't migrate: ${reason(error)}`}\n`);
    process.exitCode = 1;
  }
}

/** A refused connection arrives as an AggregateError with an empty message: its parts say what happened. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reason).join(", ");
  return error instanceof Error ? error.message : String(error);
}

if (import.meta.main) await main();
