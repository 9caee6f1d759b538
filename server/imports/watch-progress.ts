import { setTimeout as pause } from "node:timers/promises";
import { db } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { findProgress, type Progress } from "./progress.repository.ts";

const LOOK_EVERY_MS = 300;

/** How long a key may be unknown: the browser asks as soon as the first byte leaves, the work begins with the last. */
const PATIENCE_MS = 10 * 60_000;

/**
 * Yields each change of one task's progress, until it has ended or `signal` says that nobody listens any more.
 * afterSeq: what the listener has seen before its connection broke.
 */
export async function* watchProgress(
  actor: DistributorActor,
  key: string,
  { afterSeq, signal }: { afterSeq: number; signal: AbortSignal },
): AsyncGenerator<Progress, void, undefined> {
  let seenSeq = afterSeq;
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (!signal.aborted) {
    const progress = await findProgress(db(), actor.distributorId, key);
    if (progress && (progress.seq > seenSeq || progress.state !== "RUNNING")) {
      seenSeq = progress.seq;
      yield progress;
      if (progress.state !== "RUNNING") return;
    }
    if (!progress && Date.now() > giveUpAt) return;
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined); // rejects when it is aborted
  }
}
