import path from "node:path";
import pg from "pg";
import { createDistributor, createTrade, type Trade } from "#e2e/database/factories.ts";
import { deploy } from "#prisma/deploy.ts";
import { ensureDatabase } from "../../scripts/lib/embedded-postgres.mjs";
import { startTestPostgres } from "../../scripts/lib/postgres-data.mjs";
import { wholeOption } from "./options.ts";

const largeDistributor = wholeOption("payments", 1_000_000);
const rounds = wholeOption("rounds", 200);
const days = 300;
const openDays = 5;

/**
 * The first page of a store's statement (10,000 payments against 1,000) and a distributor's forecast (1,000,000 against
 * 1,000), asked for through the procedures' own operations, interleaved; p95 in ms and as a ratio. Options:
 * `--payments`, `--rounds`.
 */
export async function statementForecast(): Promise<Record<string, number>> {
  const logFile = path.join(import.meta.dirname, "..", "..", "test-results", "bench-postgres.log");
  const postgres = await startTestPostgres({ logFile });
  try {
    await ensureDatabase(postgres, "bench");
    const url = postgres.urlOf("bench");
    await deploy(url, { log: () => undefined });
    process.env.DATABASE_URL = url;
    return await measure(url);
  } finally {
    await postgres.stop();
  }
}

async function measure(url: string): Promise<Record<string, number>> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const database = {
    sql: async (text: string, params: unknown[] = []) => (await pool.query(text, params)).rows,
  };
  const large = await createDistributor(database);
  const [small, tenThousand, thousand] = [
    await createTrade(database),
    await createTrade(database, large),
    await createTrade(database, large),
  ];
  const rest = await createTrade(database, large);
  await fill(pool, small, 1_000);
  await fill(pool, tenThousand, 10_000);
  await fill(pool, thousand, 1_000);
  await fill(pool, rest, largeDistributor - 11_000);
  await pool.query("VACUUM ANALYZE");
  const [{ rollUpSettlements }, { listStatement }, { listForecast }, { closeDb }] = await Promise.all([
    import("#server/settlements/roll-up-settlements.ts"),
    import("#server/payments/statement/list-statement.ts"),
    import("#server/settlements/list-forecast.ts"),
    import("#server/platform/db.ts"),
  ]);
  await rollUpSettlements(); // as a worker does every ten minutes
  const { rows: period } = await pool.query(
    'SELECT min(traded_at)::date::text AS "fromOn", now()::date::text AS "toOn" FROM payment',
  );
  const statement = (trade: Trade) => () =>
    listStatement(
      { distributorId: trade.distributorId },
      { ...period[0], tradeRelationshipId: trade.tradeRelationshipId, limit: 100, cursor: null },
    );
  const statements = await interleaved(statement(thousand), statement(tenThousand));
  const forecasts = await interleaved(
    () => listForecast(small.distributorId),
    () => listForecast(large.distributorId),
  );
  await closeDb();
  await pool.end();
  console.table([
    { measure: "statement, 1,000 payments", "p95 ms": statements.smallMs },
    { measure: "statement, 10,000 payments", "p95 ms": statements.largeMs, ratio: statements.ratio },
    { measure: "forecast, 1,000 payments", "p95 ms": forecasts.smallMs },
    {
      measure: `forecast, ${largeDistributor} payments`,
      "p95 ms": forecasts.largeMs,
      ratio: forecasts.ratio,
    },
  ]);
  return {
    statementRatio: statements.ratio,
    statementP95Ms: statements.largeMs,
    forecastRatio: forecasts.ratio,
    forecastP95Ms: forecasts.largeMs,
  };
}

/** p95 of each, taken in turns, so that whatever slows the machine slows both. */
async function interleaved(small: () => Promise<unknown>, large: () => Promise<unknown>) {
  const taken: [number[], number[]] = [[], []];
  for (let round = -20; round < rounds; round += 1) {
    for (const [index, ask] of [small, large].entries()) {
      const startedMs = performance.now();
      await ask();
      if (round >= 0) taken[index]?.push(performance.now() - startedMs); // the first ones warm the caches
    }
  }
  const p95 = (list: number[]) =>
    list.toSorted((a, b) => a - b)[Math.floor(list.length * 0.95)] ?? Number.NaN;
  const [smallMs, largeMs] = [p95(taken[0]), p95(taken[1])];
  const round1 = (value: number) => Number(value.toFixed(2));
  return { smallMs: round1(smallMs), largeMs: round1(largeMs), ratio: round1(largeMs / smallMs) };
}

/**
 * Payments spread evenly over the days up to now, each in its day's settlement, of which the last few are open; one in
 * two hundred was reversed. Past the triggers, which would take longer than the measurement.
 */
async function fill(pool: pg.Pool, trade: Trade, count: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SET session_replication_role = replica");
    await client.query(
      `INSERT INTO settlement (distributor_id, payout_on, status, closed_at)
       SELECT $1, current_date + $3::int - n, CASE WHEN n < $3 THEN 'OPEN' ELSE 'CLOSED' END::settlement_status,
              CASE WHEN n < $3 THEN NULL ELSE now() END
       FROM generate_series(0, $2::int - 1) n ON CONFLICT DO NOTHING`,
      [trade.distributorId, days, openDays],
    );
    await client.query(
      `WITH made AS (
         SELECT n, uuid_v7() AS deposit_id, uuid_v7() AS payment_id, uuid_v7() AS reversal_id, 1000 + n % 90000 AS won,
                now() - n * ($6::int * interval '1 day') / $5 AS traded_at,
                current_date + $7::int - (n::bigint * $6 / $5)::int AS payout_on
         FROM generate_series(0, $5::int - 1) n
       ), d AS (
         INSERT INTO deposit (id, kind, bank_code, transaction_id, account_number, amount_won, traded_at, body)
         SELECT deposit_id, 'RECEIVED', '004', deposit_id::text, '000000', won, traded_at, '{}' FROM made
       ), p AS (
         INSERT INTO payment (id, deposit_id, distributor_id, store_id, trade_relationship_id, virtual_account_id,
                              amount_won, traded_at)
         SELECT payment_id, deposit_id, $1, $2, $3, $4, won, traded_at FROM made
       ), i AS (
         INSERT INTO settlement_item (settlement_id, distributor_id, payment_id, amount_won, fee_won, vat_won, reason)
         SELECT s.id, $1, m.payment_id, m.won, 200, 20, 'IN_TIME'
         FROM made m JOIN settlement s ON s.distributor_id = $1 AND s.payout_on = m.payout_on
       )
       INSERT INTO payment_reversal
         (id, payment_id, distributor_id, trade_relationship_id, deposit_id, amount_won, traded_at)
       SELECT reversal_id, payment_id, $1, $3, reversal_id, won, traded_at FROM made WHERE n % 200 = 7`,
      [
        ...[trade.distributorId, trade.storeId, trade.tradeRelationshipId, trade.virtualAccountId],
        ...[count, days, openDays],
      ],
    );
    await client.query("SET session_replication_role = DEFAULT");
  } finally {
    client.release();
  }
}
