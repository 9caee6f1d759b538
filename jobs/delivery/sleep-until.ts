import { setTimeout as sleep } from "node:timers/promises";

/** Sleeps until a performance.now(), never less; returns early, without an error, only when the signal fires. */
export async function sleepUntil(atMs: number, signal?: AbortSignal): Promise<void> {
  // A timer may fire a millisecond or two before its time, which the pacing has no room for.
  for (let waitMs = atMs - performance.now(); waitMs > 0; waitMs = atMs - performance.now()) {
    if (signal?.aborted) return;
    await sleep(Math.ceil(waitMs), undefined, { signal }).catch((error: unknown) => {
      if (!signal?.aborted) throw error;
    });
  }
}
