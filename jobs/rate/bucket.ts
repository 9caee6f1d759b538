import { db } from "#server/platform/db.ts";
import type { Pace } from "./pacing.ts";

/** One limit that every worker shares: a row of rate_bucket. */
export interface Limit {
  key: string;
  pace: Pace;
}

/** A slot: when it begins by the database's clock (text: a Date would cut the microseconds), and by our own. */
export interface Slot {
  slotAt: string;
  /** performance.now() before which nothing may be sent. */
  startsMs: number;
  /** The earliest performance.now() that can be the slot's true moment: lateness is counted from here. */
  trueStartMs: number;
}

interface SlotRow {
  slotAt: string | null;
  waitMs: number;
}

const forever = "1 day";

/** Reserves the limit's next slot, which may lie in the future. One round trip; the caller waits outside of it. */
export async function reserveSlot(limit: Limit): Promise<Slot> {
  const askedMs = performance.now();
  const row = await takeSlot(limit, forever, null);
  const answeredMs = performance.now();
  if (!row.slotAt) throw new Error(`${limit.key} is blocked for more than ${forever}`);
  return {
    slotAt: row.slotAt,
    startsMs: answeredMs + row.waitMs,
    trueStartMs: askedMs + row.waitMs,
  };
}

/**
 * Takes a slot of a further limit for the moment of one that is held already. Never waits: `waitMs` says how long the
 * limit has none.
 */
export async function takeSlotAt(
  limit: Limit,
  slotAt: string,
): Promise<{ taken: true } | { taken: false; waitMs: number }> {
  const row = await takeSlot(limit, "0", slotAt);
  return row.slotAt ? { taken: true } : { taken: false, waitMs: row.waitMs };
}

/** Gives an unused slot back; lost (which is safe) when a later one was taken already. */
export async function returnSlot(limit: Limit, slotAt: string): Promise<void> {
  await db()
    .$executeRaw`SELECT return_slot(${limit.key}, ${limit.pace.intervalUs}::bigint, ${slotAt}::timestamptz)`;
}

/** The server has refused: nobody gets a slot of this limit before that time has passed. */
export async function blockLimit(limit: Limit, forMs: number): Promise<void> {
  await db().$executeRaw`SELECT block_bucket(${limit.key}, ${forMs}::float8)`;
}

async function takeSlot(limit: Limit, patience: string, at: string | null): Promise<SlotRow> {
  const { intervalUs, burst } = limit.pace;
  const [row] = await db().$queryRaw<SlotRow[]>`
    SELECT slot_at::text AS "slotAt", wait_ms AS "waitMs"
    FROM take_slot(${limit.key}, ${intervalUs}::bigint, ${burst}::int, ${patience}::interval, ${at}::timestamptz)`;
  if (!row) throw new Error("take_slot gave no answer");
  return row;
}
