import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDb } from "#server/platform/db.ts";
import { closeQueue } from "#server/platform/queue.ts";

/** A database of the calling test file's own: migrated, empty, dropped at the end. Usable from beforeAll on. */
export type TestDatabase = {
  readonly url: string;
  /** The same address, with a connection's clock (SQL function sunap_now()) held at an instant. */
  urlAt(now: Date | string): string;
  /** Runs one statement on a pool of connections and returns its rows. */
  sql<T extends pg.QueryResultRow = pg.QueryResultRow>(text: string, params?: unknown[]): Promise<T[]>;
  /** A connection of its own, for what must hold between two of them; ended at the end if the test did not. */
  connect(options?: { now?: Date | string }): Promise<pg.Client>;
  /**
   * Sets the clock for everything that comes after: `sql`, product code, new connections (not those already given by
   * `connect`). null lets it run again.
   */
  setNow(now: Date | string | null): Promise<void>;
};

type Opened = { url: string; pool: pg.Pool };

/**
 * Call it at the top of a `*.db.test.ts` file, once. Product code called by the file's tests uses the same database:
 * DATABASE_URL names it before the first test, and the process's pool is closed at the end.
 */
export function useDatabase(): TestDatabase {
  let opened: Opened | undefined;
  const clients = new Set<pg.Client>();
  const name = `test_${randomBytes(6).toString("hex")}`;
  const current = (): Opened => {
    if (!opened)
      throw new Error("The database exists only while tests run: use it in beforeAll, hooks or tests");
    return opened;
  };

  beforeAll(async () => {
    const { adminUrl, template } = inject("testPostgres");
    await onServer(adminUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
    const url = withDatabase(adminUrl, name);
    opened = { url, pool: openPool(url) };
    process.env.DATABASE_URL = url;
  });

  afterAll(async () => {
    await Promise.all([...clients].map((client) => client.end()));
    await opened?.pool.end();
    await closeQueue();
    await closeDb();
    await onServer(inject("testPostgres").adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });

  return {
    get url() {
      return current().url;
    },
    urlAt: (now) => urlAt(current().url, now),
    async sql<T extends pg.QueryResultRow>(text: string, params: unknown[] = []) {
      return (await current().pool.query<T>(text, params)).rows;
    },
    async connect({ now } = {}) {
      const { url } = current();
      const client = new pg.Client({ connectionString: now === undefined ? url : urlAt(url, now) });
      client.on("error", () => undefined); // DROP DATABASE … WITH (FORCE) ends what a test left open
      await client.connect();
      clients.add(client);
      client.once("end", () => clients.delete(client));
      return client;
    },
    async setNow(now) {
      const state = current();
      const value = now === null ? "DEFAULT" : `'${isoInstant(now)}'`;
      await onServer(state.url, `ALTER DATABASE ${name} SET sunap.now TO ${value}`);
      await state.pool.end(); // a connection keeps the setting that it was opened with
      await closeQueue();
      await closeDb();
      state.pool = openPool(state.url);
    },
  };
}

function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 5 });
  pool.on("error", () => undefined); // an idle connection that the server ended is replaced by the pool
  return pool;
}

function isoInstant(now: Date | string): string {
  return new Date(now).toISOString();
}

function urlAt(url: string, now: Date | string): string {
  const address = new URL(url);
  address.searchParams.set("options", `-c sunap.now=${isoInstant(now)}`);
  return address.href.replaceAll("+", "%20"); // pg decodes %20, not the + of form encoding
}

function withDatabase(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
