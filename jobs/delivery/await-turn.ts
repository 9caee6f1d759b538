import { type Limit, takeSlot } from "#jobs/rate/bucket.ts";
import { sleepUntil } from "./sleep-until.ts";

const patienceMs = 3_000;

/** No slot of these limits was to be had within a sensible time. */
export class NoTurn extends Error {
  override name = "NoTurn";
  readonly waitMs: number;

  constructor(limitedBy: string, waitMs: number) {
    super(`no slot of ${limitedBy} within ${patienceMs} ms`);
    this.waitMs = waitMs;
  }
}

/** Waits, outside of any transaction, for a slot that these limits have in common. Throws NoTurn. */
export async function awaitTurn(limits: Limit[]): Promise<void> {
  const slot = await takeSlot(limits, patienceMs);
  if (slot.slotAt === null) throw new NoTurn(slot.limitedBy, slot.waitMs);
  await sleepUntil(slot.startsMs);
}
