import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { deploy } from "#prisma/deploy.ts";
import {
  type EmbeddedPostgres,
  ensureDatabase,
  startEmbeddedPostgres,
  stopSurvivor,
} from "../../scripts/lib/embedded-postgres.mjs";
import { startTestPostgres } from "../../scripts/lib/postgres-data.mjs";
import { prepareMarket, type Sql } from "./market.ts";

const template = "proof_template";
const database = "proof";

/** `fast` rolls back what is open and writes a checkpoint; `immediate` is a crash, from which it has to recover. */
export type Shutdown = "fast" | "immediate";

/** A Postgres of one's own with one migrated database, which the product's operations in this process use too. */
export interface OwnDatabase extends Sql {
  url: string;
  port: number;
  /** Everything as after the migration. No other process may be connected. */
  renew(): Promise<void>;
  /** Makes commits durable from now on, as they are in a real deployment. */
  makeDurable(): Promise<void>;
  /** Stops Postgres under everybody's feet and starts it again after `pauseMs`, over the same data on the same port. */
  restart(how: Shutdown, pauseMs: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startOwnDatabase(logFile: string): Promise<OwnDatabase> {
  const postgres = await startTestPostgres({ logFile });
  const url = postgres.urlOf(database);
  const server = restartable(postgres, logFile);
  const { sql, close } = openRows(url);
  const renew = async () => {
    await closeProduct();
    await close();
    await onServer(postgres.urlOf("postgres"), `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await onServer(postgres.urlOf("postgres"), `CREATE DATABASE ${database} TEMPLATE ${template}`);
    await prepareMarket({ sql });
  };
  const stop = async () => {
    await closeProduct();
    await close();
    await server.stop();
    await postgres.stop();
  };
  try {
    await ensureDatabase(postgres, template);
    await deploy(postgres.urlOf(template), { log: () => undefined });
    process.env.DATABASE_URL = url;
    await renew();
  } catch (error) {
    await stop();
    throw error;
  }
  const makeDurable = () => server.restart("fast", 0);
  return { url, port: postgres.port, sql, renew, makeDurable, restart: server.restart, stop };
}

function restartable(postgres: EmbeddedPostgres, logFile: string) {
  const { dataDir, port } = postgres;
  let current = postgres;
  return {
    async restart(how: Shutdown, pauseMs: number): Promise<void> {
      if (how === "immediate") process.kill(current.pid, "SIGQUIT");
      else await stopSurvivor(dataDir);
      await current.exited;
      await sleep(pauseMs);
      const { password } = new URL(postgres.urlOf(database));
      const again = await startEmbeddedPostgres({ dataDir, password, logFile, port, maxConnections: 200 });
      current = again;
      if (again.port !== port) throw new Error(`someone has taken port ${port} of Postgres meanwhile`);
    },
    stop: () => current.stop(),
  };
}

/** Statements on a pool that is opened when it is needed. */
function openRows(url: string): { sql: Sql["sql"]; close(): Promise<void> } {
  let pool: pg.Pool | undefined;
  const opened = () => {
    if (!pool) {
      pool = new pg.Pool({ connectionString: url, max: 4 });
      pool.on("error", () => undefined); // what the server ended is replaced by the pool
    }
    return pool;
  };
  return {
    sql: async (text, params = []) => (await opened().query(text, params)).rows,
    async close() {
      const closing = pool;
      pool = undefined;
      await closing?.end();
    },
  };
}

/** Ends this process's connections of the product. */
async function closeProduct(): Promise<void> {
  const [{ closeDb }, { closeQueue }] = await Promise.all([
    import("#server/platform/db.ts"),
    import("#server/platform/queue.ts"),
  ]);
  await closeQueue();
  await closeDb();
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
