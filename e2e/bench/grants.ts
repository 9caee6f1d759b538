import pg from "pg";
import { percentile } from "#e2e/delivery/order-waits.ts";
import { startOwnDatabase } from "#e2e/delivery/own-database.ts";
import { logFileOf } from "./log-files.ts";
import { wholeOption } from "./options.ts";
import { openRateLimiterFlexible } from "./peers/limiters.ts";

const connectionCounts = [1, 4, 16];
const key = "grants";
/** So many a second that none is ever refused: what is measured is the giving. */
const plenty = 1_000_000;

/**
 * Grants a second on one key, of the product's SQL function and of rate-limiter-flexible on Postgres: the same server,
 * the same driver, as many connections, in turns; medians.
 *
 *   --rounds 9 --round-ms 1000
 */
export async function grants(): Promise<Record<string, number>> {
  const rounds = wholeOption("rounds", 9);
  const roundMs = wholeOption("round-ms", 1000);
  const database = await startOwnDatabase(logFileOf("postgres"));
  const lines: Record<string, number>[] = [];
  try {
    await database.makeDurable(); // as in a real deployment: every grant outlives a crash
    for (const connections of connectionCounts) {
      const pool = new pg.Pool({ connectionString: database.url, max: connections });
      pool.on("error", () => undefined); // Postgres may stop before the last connection is closed
      try {
        lines.push(await compare(pool, { connections, rounds, roundMs }));
      } finally {
        await pool.end();
      }
    }
  } finally {
    await database.stop();
  }
  console.table(lines);
  return Object.fromEntries(lines.map((line) => [`ratioAt${line.connections}`, line.ratio ?? Number.NaN]));
}

interface Plan {
  connections: number;
  rounds: number;
  roundMs: number;
}

async function compare(pool: pg.Pool, plan: Plan): Promise<Record<string, number>> {
  const limiter = await openRateLimiterFlexible(pool, plenty);
  const candidates = {
    ours: () => takeSlot(pool),
    theirs: () => limiter.consume(key),
  };
  for (const grant of Object.values(candidates)) await perSecond(grant, { ...plan, roundMs: 300 }); // warm
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    ours.push(await perSecond(candidates.ours, plan));
    theirs.push(await perSecond(candidates.theirs, plan));
  }
  const [our, their] = [percentile(ours, 0.5), percentile(theirs, 0.5)];
  return {
    connections: plan.connections,
    "take_slots a second": Math.round(our),
    "rate-limiter-flexible a second": Math.round(their),
    ratio: Number((our / their).toFixed(2)),
  };
}

async function takeSlot(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ slot_at: Date | null }>({
    name: "take_slots", // rate-limiter-flexible prepares its statement too
    text: "SELECT slot_at FROM take_slots($1::text[], $2::bigint[], $3::int[], '1 day'::interval)",
    values: [[key], [1_000_000 / plenty], [1]],
  });
  if (!rows[0]?.slot_at) throw new Error("no grant");
}

/** As many callers as connections, each asking again as soon as it was answered. */
async function perSecond(grant: () => Promise<unknown>, { connections, roundMs }: Plan): Promise<number> {
  const startedMs = performance.now();
  let granted = 0;
  const caller = async () => {
    while (performance.now() - startedMs < roundMs) {
      await grant();
      granted += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, caller));
  return (granted * 1000) / (performance.now() - startedMs);
}
