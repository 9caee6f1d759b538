import { createWriteStream, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { ensureDatabase, startEmbeddedPostgres, stopSurvivor } from "../../scripts/lib/embedded-postgres.mjs";
import { freePort } from "../../scripts/lib/ports.mjs";
import { startTestPostgres } from "../../scripts/lib/postgres-data.mjs";
import { newSecrets } from "../../scripts/lib/secrets.mjs";
import { localEnvironment, startStack, waitUntilReady } from "../../scripts/lib/stack.mjs";
import { runNode } from "../../scripts/lib/steps.mjs";

const logDir = path.join(import.meta.dirname, "..", "..", "test-results", "own-stack");
const startWaitMs = 60_000;

/** A Sunap of one's own, with demo data, of which a test may break the parts. */
export interface OwnStack {
  baseUrl: string;
  emulatorUrl: string;
  bankWebhookSecret: string;
  /** The pids of the processes whose name begins so; undefined for one that is not running. */
  pidsOf: (name: "web" | "worker") => (number | undefined)[];
  rowsOf: <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<Row[]>;
  stopPostgres: () => Promise<void>;
  /** Over the same data, on the same port. */
  startPostgres: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Starts Postgres, emulator, two workers and the web app; the build is the shared stack's. */
export async function startOwnStack(): Promise<OwnStack> {
  rmSync(logDir, { recursive: true, force: true });
  mkdirSync(logDir, { recursive: true });
  const logFile = path.join(logDir, "postgres.log");
  const postgres = await startTestPostgres({ logFile });
  const toStop: (() => Promise<void>)[] = [postgres.stop];
  const stop = async () => {
    for (const part of toStop.splice(0).reverse()) await part();
  };
  try {
    await ensureDatabase(postgres, "sunap");
    const databaseUrl = postgres.urlOf("sunap");
    const [port, emulatorPort] = [await freePort(), await freePort()];
    const secrets = newSecrets();
    const env = localEnvironment({ databaseUrl, port, emulatorPort, secrets, sandbox: true });
    await runNode(["prisma/deploy.ts"], { env });
    await runNode(["prisma/seed.ts"], { env });
    const log = createWriteStream(path.join(logDir, "stack.log"));
    const stack = startStack({
      env,
      emulator: { port: emulatorPort, dataFile: path.join(logDir, "emulator.json") },
      writeLine: (name, line) => log.write(`${name}: ${line}\n`),
    });
    toStop.push(stack.stop);
    if (!(await waitUntilReady(port, { waitMs: startWaitMs }))) throw new Error(`not ready; see ${logDir}`);
    await runNode(["prisma/demo/open-demo-channels.ts", env.EMULATOR_URL], { env });
    return {
      baseUrl: env.APP_URL,
      emulatorUrl: env.EMULATOR_URL,
      bankWebhookSecret: secrets.bankWebhookSecret,
      pidsOf: (name) =>
        stack.children.filter((child) => child.name.startsWith(name)).map((child) => child.pid()),
      rowsOf: (sql, values) => rowsOf(databaseUrl, sql, values),
      stopPostgres: () => stopSurvivor(postgres.dataDir),
      startPostgres: async () => {
        const { dataDir, port: wanted } = postgres;
        const password = new URL(databaseUrl).password;
        const again = await startEmbeddedPostgres({
          ...{ dataDir, password, logFile, port: wanted },
          ...{ fsync: false, maxConnections: 200 },
        });
        toStop.splice(1, 0, again.stop);
        if (again.port !== wanted) throw new Error(`someone has taken port ${wanted} of Postgres meanwhile`);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function rowsOf<Row extends pg.QueryResultRow>(
  databaseUrl: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
