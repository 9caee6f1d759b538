import { giveBack, type Limit, takeSlot } from "#jobs/rate/bucket.ts";
import { sleepUntil } from "./sleep-until.ts";

const patienceMs = 3_000;
const tries = 5;

/** No slot of a limit was to be had within a sensible time. */
export class NoTurn extends Error {
  override name = "NoTurn";
  readonly waitMs: number;

  constructor(limitedBy: string, waitMs: number) {
    super(`no slot of ${limitedBy} within ${patienceMs} ms`);
    this.waitMs = waitMs;
  }
}

/**
 * Waits, outside of any transaction, for a slot of this limit, and is there in time: no more than `latenessMs` after it
 * has begun. Throws NoTurn.
 */
export async function awaitTurn(limit: Limit, latenessMs = 50): Promise<void> {
  for (let tried = 0; tried < tries; tried += 1) {
    const slot = await takeSlot([limit], patienceMs);
    if (slot.slotAt === null) throw new NoTurn(slot.limitedBy, slot.waitMs);
    await sleepUntil(slot.startsMs);
    if (performance.now() - slot.trueStartMs <= latenessMs) return;
    await giveBack(slot.grants);
  }
  throw new NoTurn(limit.key, 0);
}
