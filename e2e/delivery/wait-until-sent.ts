import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "./market.ts";

const pollMs = 100;
/** Longer than what a killed worker's message waits for, on a busy machine too. */
const standstillMs = 120_000;

/** How many messages have not come to an end. */
export async function countOpen(database: Sql): Promise<number> {
  const [row] = await database.sql<{ open: number }>(
    "SELECT count(*)::int AS open FROM notification WHERE ended_at IS NULL",
  );
  return row?.open ?? 0;
}

/**
 * Returns when every message has come to its end. A database that is away for a while is borne; a queue that stands
 * still for two minutes is an error that shows what is left.
 */
export async function waitUntilEnded(database: Sql): Promise<void> {
  let lastOpen = -1;
  let movedAtMs = performance.now();
  for (;;) {
    const open = await countOpen(database).catch(() => null);
    if (open === 0) return;
    if (open !== null && open !== lastOpen) {
      lastOpen = open;
      movedAtMs = performance.now();
    }
    if (performance.now() - movedAtMs > standstillMs) throw new Error(await describeQueue(database));
    await sleep(pollMs);
  }
}

async function describeQueue(database: Sql): Promise<string> {
  const rows = await database.sql(
    `SELECT state, attempts, last_error, count(*)::int FROM notification WHERE ended_at IS NULL
     GROUP BY 1, 2, 3 ORDER BY 4 DESC LIMIT 10`,
  );
  return `the queue stands still: ${JSON.stringify(rows)}`;
}
