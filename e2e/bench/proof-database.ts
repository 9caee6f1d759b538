import path from "node:path";
import pg from "pg";
import { prepareMarket, type Sql } from "#e2e/delivery/market.ts";
import { deploy } from "#prisma/deploy.ts";
import { ensureDatabase } from "../../scripts/lib/embedded-postgres.mjs";
import { startTestPostgres } from "../../scripts/lib/postgres-data.mjs";

const template = "proof_template";
const database = "proof";

export const logFolder = path.join(import.meta.dirname, "..", "..", "test-results", "bench");
export const logFileOf = (name: string) => path.join(logFolder, `${name}.log`);

export type Rows = Sql["sql"];

/** A benchmark's own Postgres, with one migrated database that can be made new. */
export interface ProofDatabase extends Sql {
  url: string;
  dataDir: string;
  port: number;
  /** Everything as after the migration. Nobody but this process may be connected. */
  renew(): Promise<void>;
  stop(): Promise<void>;
}

export async function startProofDatabase(): Promise<ProofDatabase> {
  const postgres = await startTestPostgres({ logFile: logFileOf("postgres") });
  const adminUrl = postgres.urlOf("postgres");
  const url = postgres.urlOf(database);
  await ensureDatabase(postgres, template);
  await deploy(postgres.urlOf(template), { log: () => undefined });
  process.env.DATABASE_URL = url; // the operations that queue messages run in this process
  let pool: pg.Pool | undefined;
  const opened = () => {
    if (!pool) {
      pool = new pg.Pool({ connectionString: url, max: 4 });
      pool.on("error", () => undefined); // what the server ended is replaced by the pool
    }
    return pool;
  };
  const close = async () => {
    await closeProduct();
    await pool?.end();
    pool = undefined;
  };
  const sql: Rows = async (text, params = []) => (await opened().query(text, params)).rows;
  const renew = async () => {
    await close();
    await onServer(adminUrl, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await onServer(adminUrl, `CREATE DATABASE ${database} TEMPLATE ${template}`);
    await prepareMarket({ sql });
  };
  await renew();
  const stop = async () => {
    await close();
    await postgres.stop();
  };
  return { url, dataDir: postgres.dataDir, port: postgres.port, sql, renew, stop };
}

/** Ends this process's connections of the product. */
export async function closeProduct(): Promise<void> {
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
