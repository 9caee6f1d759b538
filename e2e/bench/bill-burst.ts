import { randomBytes } from "node:crypto";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { createDistributor, createTrade, type Trade } from "#e2e/database/factories.ts";
import { paceOf } from "#jobs/rate/pacing.ts";
import { SendbirdEmulator } from "#jobs/sendbird/emulator/emulator.ts";
import { deploy } from "#prisma/deploy.ts";
import { superviseNode } from "../../scripts/lib/children.mjs";
import { ensureDatabase } from "../../scripts/lib/embedded-postgres.mjs";
import { startTestPostgres } from "../../scripts/lib/postgres-data.mjs";

const bills = 30;
const rounds = 3;
const jitterMs = 100;
const token = "bench-token";

/**
 * Thirty bills issued at once, two worker processes, a Sendbird at its real limit. How long from the commit to the last
 * message, as a ratio of what the pacing allows at best (strict: 29 intervals), and how often the server refused.
 */
export async function billBurst(): Promise<Record<string, number>> {
  const logFile = path.join(import.meta.dirname, "..", "..", "test-results", "bench-postgres.log");
  const postgres = await startTestPostgres({ logFile });
  const emulator = await SendbirdEmulator.start({ apiToken: token });
  try {
    await ensureDatabase(postgres, "bench");
    const url = postgres.urlOf("bench");
    await deploy(url, { log: () => undefined });
    return await measure(url, emulator);
  } finally {
    await emulator.close();
    await postgres.stop();
  }
}

async function measure(url: string, emulator: SendbirdEmulator): Promise<Record<string, number>> {
  const env = workerEnvironment(url, emulator.url);
  Object.assign(process.env, env); // the operations that issue the bills run in this process
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const trades = await makeTrades(pool, url, emulator);
  const workers = [1, 2].map((n) =>
    superviseNode({
      name: `worker ${n}`,
      args: ["jobs/worker.ts"],
      env,
      writeLine: () => undefined,
      onChange: () => undefined,
    }),
  );
  try {
    await sleep(2_000); // both workers listen
    const { intervalUs } = paceOf({ mode: "strict", rate: 5, burst: 1, jitterMs });
    const bestMs = ((bills - 1) * intervalUs) / 1000;
    const measured: number[] = [];
    for (let round = 0; round < rounds; round += 1) measured.push(await burst(pool, trades));
    const median = measured.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
    console.table(
      measured.map((ms) => ({
        bills,
        "took ms": Math.round(ms),
        "best ms": bestMs,
        ratio: (ms / bestMs).toFixed(3),
      })),
    );
    return { ratio: Number((median / bestMs).toFixed(3)), refusals: emulator.refusals().total };
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    await pool.end();
    const [{ closeDb }, { closeQueue }] = await Promise.all([
      import("#server/platform/db.ts"),
      import("#server/platform/queue.ts"),
    ]);
    await closeQueue();
    await closeDb();
  }
}

function workerEnvironment(
  databaseUrl: string,
  emulatorUrl: string,
): NodeJS.ProcessEnv & Record<string, string> {
  const { PATH = "", HOME = "" } = process.env;
  return {
    PATH,
    HOME,
    DATABASE_URL: databaseUrl,
    APP_URL: "http://sunap.test",
    AUTH_SECRET: randomBytes(32).toString("hex"),
    SENDBIRD_API_URL: emulatorUrl,
    SENDBIRD_API_TOKEN: token,
    SENDBIRD_JITTER_MS: String(jitterMs),
    LOG_LEVEL: "warn",
    NODE_ENV: "production",
  };
}

async function makeTrades(pool: pg.Pool, url: string, emulator: SendbirdEmulator): Promise<Trade[]> {
  const database = {
    url,
    sql: async (text: string, params: unknown[] = []) => (await pool.query(text, params)).rows,
  };
  const distributor = await createDistributor(database);
  const trades: Trade[] = [];
  for (let i = 0; i < bills; i += 1) trades.push(await createTrade(database, distributor));
  emulator.provision({
    users: [
      { userId: trades[0]?.sender ?? "", nickname: "유통사" },
      ...trades.map(({ storeId }) => ({ userId: storeId, nickname: "매장" })),
    ],
    channels: trades.map(({ channel, sender, storeId }) => ({
      channelUrl: channel,
      name: "매장",
      userIds: [sender, storeId],
    })),
  });
  return trades;
}

/** Issues one bill to each store in one transaction; milliseconds from the commit until the last one was sent. */
async function burst(pool: pg.Pool, trades: Trade[]): Promise<number> {
  const { Prisma } = await import("#prisma/generated/client.ts");
  const { issueBills } = await import("#server/bills/issue-bills.ts");
  const { transaction } = await import("#server/platform/db.ts");
  const [first] = trades;
  if (!first) throw new Error("no trades");
  const ids = trades.map((trade) => trade.tradeRelationshipId);
  const source = Prisma.sql`
    SELECT id AS trade_relationship_id, 1000::bigint AS amount_won, NULL::date AS period_start_on,
           NULL::date AS period_end_on, NULL::date AS due_on, NULL::text AS memo
    FROM unnest(${ids}::uuid[]) AS id`;
  await transaction((tx) =>
    issueBills(tx, first.clerk, { source, expectedCount: ids.length, billBatchId: null }),
  );
  const committedAt = Date.now();
  for (;;) {
    const { rows } = await pool.query<{ open: number; last: Date | null }>(
      `SELECT count(*) FILTER (WHERE state <> 'SENT')::int AS open, max(sent_at) AS last FROM notification`,
    );
    const [row] = rows;
    if (row?.open === 0 && row.last) return row.last.getTime() - committedAt;
    await sleep(200);
  }
}
