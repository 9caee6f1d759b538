import { setTimeout as sleep } from "node:timers/promises";

/** Sleeps until a performance.now(); returns early, without an error, when the signal fires. */
export async function sleepUntil(atMs: number, signal?: AbortSignal): Promise<void> {
  const waitMs = atMs - performance.now();
  if (waitMs <= 0) return;
  await sleep(waitMs, undefined, { signal }).catch((error: unknown) => {
    if (!signal?.aborted) throw error;
  });
}
