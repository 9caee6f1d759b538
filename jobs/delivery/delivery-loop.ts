import type { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import { type Limit, reserveSlot, returnSlot, type Slot, takeSlotAt } from "#jobs/rate/bucket.ts";
import type { Pace } from "#jobs/rate/pacing.ts";
import { claimNotification, hasDueNotifications } from "#server/notifications/claim-notification.ts";
import { highestLowerPriority } from "#server/notifications/notification.rules.ts";
import { db } from "#server/platform/db.ts";
import { enqueueNotifications, queues } from "#server/platform/queue.ts";
import type { Deliver, Delivery } from "./deliver.ts";
import { sleepUntil } from "./sleep-until.ts";
import type { WakeUp } from "./wake-up.ts";

export interface LoopSettings {
  appLimit: Limit;
  userPace: Pace;
  jitterMs: number;
  leaseMs: number;
  /** How many requests may be under way at once: the loop must not wait for a slow answer. */
  maxInFlight: number;
}

export interface LoopParts {
  boss: PgBoss;
  wakeUp: WakeUp;
  deliver: Deliver;
  log: Logger;
}

type Claimed = Omit<Delivery, "slot"> & { job: FetchedJob };

interface FetchedJob {
  id: string;
  notificationId: string;
  sender: string;
  priority: number;
}

const idlePollMs = 1_000;
const pauseAfterFailureMs = 1_000;
const pauseAfterNothingMs = 100;
/** A message is chosen and rendered this long before its slot, so that it leaves on time on a busy machine too. */
const claimLeadMs = 50;
/** Every tenth slot is for bills and reminders, so that a stream of payments can't starve them. */
const lowerClassesEvery = 10;

/**
 * Sends messages until `signal` says stop: slot first, message second. A worker waits for the application's next slot,
 * and only when that has come claims the message that matters most at that moment and whose sender may send. So a
 * payment message overtakes a thousand bills that were queued before it, and no message is held while waiting.
 * Any number of these loops, in any number of processes, keep one rate between them.
 */
export async function runDeliveryLoop(
  settings: LoopSettings,
  parts: LoopParts,
  signal: AbortSignal,
): Promise<void> {
  const inFlight = new Set<Promise<void>>();
  let slotNo = 0;
  while (!signal.aborted) {
    try {
      if (inFlight.size >= settings.maxInFlight) await Promise.race(inFlight);
      if (!(await hasDueNotifications())) await parts.wakeUp.wait(idlePollMs, signal);
      else if (!(await spendNextSlot(settings, parts, { slotNo: ++slotNo, inFlight }, signal)))
        await parts.wakeUp.wait(pauseAfterNothingMs, signal);
    } catch (error) {
      parts.log.error({ err: error }, "delivery loop"); // the database is away, most likely: go on when it is back
      await parts.wakeUp.wait(pauseAfterFailureMs, signal);
    }
  }
  await Promise.all(inFlight);
}

function track(inFlight: Set<Promise<void>>, delivery: Promise<void>, log: Logger): void {
  const tracked = delivery
    .catch((error: unknown) =>
      log.error({ err: error }, "delivery broke off; the message's lease will run out"),
    )
    .finally(() => inFlight.delete(tracked));
  inFlight.add(tracked);
}

/** Waits for the next slot and starts a delivery in it; false when there was nothing to send after all. */
async function spendNextSlot(
  settings: LoopSettings,
  parts: LoopParts,
  loop: { slotNo: number; inFlight: Set<Promise<void>> },
  signal: AbortSignal,
): Promise<boolean> {
  const slot = await reserveSlot(settings.appLimit);
  await sleepUntil(slot.startsMs - claimLeadMs, signal);
  const claimed = signal.aborted
    ? null
    : await claimForSlot(settings, parts, slot, loop.slotNo % lowerClassesEvery === 0);
  if (!claimed) {
    await returnSlot(settings.appLimit, slot.slotAt);
    return false;
  }
  track(loop.inFlight, deliverAndSettle(parts, claimed, slot), parts.log); // not awaited: the next slot must not wait
  return true;
}

/**
 * The job stays open until its message has come to an end: if this process dies first, pg-boss hands the job to
 * another one, which finds the message's lease run out. A message that was sent for another one of its channel keeps
 * its own job, and the one that was asked for goes back into the queue.
 */
async function deliverAndSettle(parts: LoopParts, { job, ...claimed }: Claimed, slot: Slot): Promise<void> {
  await parts.deliver({ ...claimed, slot });
  const isOther = claimed.notification.id !== job.notificationId;
  await settleJob(parts.boss, job, isOther ? { afterMs: 0 } : null);
}

/** The most urgent message that can be sent in this slot, passing over throttled senders and finished messages. */
async function claimForSlot(
  settings: LoopSettings,
  parts: LoopParts,
  slot: Slot,
  isForLowerClasses: boolean,
): Promise<Claimed | null> {
  const throttled: string[] = [];
  let userLimit: Limit | null = null; // whose slot we hold
  for (;;) {
    const job = await fetchJob(parts.boss, throttled, isForLowerClasses);
    if (!job) break;
    if (userLimit?.key !== userKey(job.sender)) {
      if (userLimit) await returnSlot(userLimit, slot.slotAt);
      userLimit = { key: userKey(job.sender), pace: settings.userPace };
      const token = await takeSlotAt(userLimit, slot.slotAt);
      if (!token.taken) {
        userLimit = null;
        throttled.push(job.sender);
        await parts.boss.fail(queues.notification.name, job.id); // at once available again
        continue;
      }
    }
    const claim = await claimNotification(job.notificationId, settings.leaseMs);
    if (claim.kind === "send") return { notification: claim.notification, userLimit, job };
    await settleJob(parts.boss, job, claim.kind === "wait" ? { afterMs: claim.waitMs } : null);
  }
  if (userLimit) await returnSlot(userLimit, slot.slotAt);
  return null;
}

function userKey(sender: string): string {
  return `chat:user:${sender}`;
}

/** The most urgent job; of the lower classes first where the slot is theirs. */
async function fetchJob(
  boss: PgBoss,
  ignoreGroups: string[],
  isForLowerClasses: boolean,
): Promise<FetchedJob | null> {
  const fetch = (limit: { maxPriority?: number }) =>
    boss.fetch<unknown>(queues.notification.name, { includeMetadata: true, ignoreGroups, ...limit });
  const lower = isForLowerClasses ? await fetch({ maxPriority: highestLowerPriority }) : [];
  const [job] = lower.length > 0 ? lower : await fetch({});
  if (!job) return null;
  const { notificationId } = queues.notification.payload.parse(job.data);
  return { id: job.id, notificationId, sender: job.groupId ?? "", priority: job.priority };
}

/** Ends a job; `again` puts its message back into the queue, for later. First in, then out: nothing is lost between. */
async function settleJob(boss: PgBoss, job: FetchedJob, again: { afterMs: number } | null): Promise<void> {
  if (again) {
    const { notificationId, sender, priority } = job;
    const startAfter = new Date(Date.now() + again.afterMs);
    await enqueueNotifications(db(), [{ notificationId, sender, priority, startAfter }]);
  }
  await boss.complete(queues.notification.name, job.id);
}
