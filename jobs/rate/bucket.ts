import { db } from "#server/platform/db.ts";
import type { Pace } from "#server/platform/pacing.ts";

/** One limit that every worker shares: a row of rate_bucket. */
export interface Limit {
  key: string;
  pace: Pace;
}

/** One limit's part of a slot that was taken: what is needed to give it back. */
export interface Grant {
  limit: Limit;
  slotAt: string;
  arrivalAt: string;
}

/**
 * A slot: when it begins by the database's clock (text: a Date would cut the microseconds), and by our own. It is good
 * for as long after its beginning as the pacing allows for lateness (half of J): whoever stalls beyond takes another.
 */
export interface Slot {
  slotAt: string;
  /** performance.now() before which nothing may be sent. */
  startsMs: number;
  /** The earliest performance.now() that can be the slot's true moment: lateness is counted from here. */
  trueStartMs: number;
  grants: Grant[];
}

/** No slot within the caller's patience: `waitMs` says how long until one would be free, and of which limit. */
export interface NoSlot {
  slotAt: null;
  waitMs: number;
  limitedBy: string;
}

interface SlotRow {
  slotAt: string | null;
  waitMs: number;
  arrivals: string[] | null;
  limitedBy: string | null;
}

/**
 * Takes the next slot that all these limits have in common, if it lies within `patienceMs`. One round trip; the caller
 * waits outside of it, and of any transaction.
 */
export async function takeSlot(limits: Limit[], patienceMs: number): Promise<Slot | NoSlot> {
  return callTakeSlots(limits, patienceMs, null);
}

/** Takes a slot of further limits for the moment of one that is held already. Never waits. */
export async function takeSlotAt(limits: Limit[], slotAt: string): Promise<Slot | NoSlot> {
  return callTakeSlots(limits, 0, slotAt);
}

async function callTakeSlots(limits: Limit[], patienceMs: number, at: string | null): Promise<Slot | NoSlot> {
  const askedMs = performance.now();
  const [row] = await db().$queryRaw<SlotRow[]>`
    SELECT slot_at::text AS "slotAt", wait_ms AS "waitMs", arrivals::text[] AS arrivals,
           limited_by AS "limitedBy"
    FROM take_slots(
      ${limits.map(({ key }) => key)}::text[], ${limits.map(({ pace }) => pace.intervalUs)}::bigint[],
      ${limits.map(({ pace }) => pace.burst)}::int[],
      ${patienceMs}::float8 * interval '1 millisecond', ${at}::timestamptz)`;
  if (!row) throw new Error("take_slots gave no answer");
  const { slotAt, waitMs, arrivals } = row;
  if (slotAt === null) return { slotAt, waitMs, limitedBy: row.limitedBy ?? "" };
  return {
    slotAt,
    startsMs: performance.now() + waitMs,
    trueStartMs: askedMs + waitMs,
    grants: limits.map((limit, i) => ({ limit, slotAt, arrivalAt: arrivals?.[i] ?? "infinity" })),
  };
}

/** Gives what was taken and not used back to its limits, for the next taker. */
export async function giveBack(grants: Grant[]): Promise<void> {
  for (const { limit, slotAt, arrivalAt } of grants) {
    await db().$executeRaw`
      SELECT return_slot(${limit.key}, ${limit.pace.intervalUs}::bigint, ${slotAt}::timestamptz,
                         ${arrivalAt}::timestamptz)`;
  }
}

/**
 * The server has refused with 429: nobody gets a slot of this limit before that time has passed.
 * serverBurst: what the refusal implied of the server's own bucket.
 */
export async function refuseSlots(limit: Limit, forMs: number, serverBurst: number | null): Promise<void> {
  await db().$executeRaw`SELECT refuse_slots(${limit.key}, ${forMs}::float8, ${serverBurst}::int)`;
}
