import type { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import { giveBack, type Slot, takeSlot } from "#jobs/rate/bucket.ts";
import { findBacklog } from "#server/notifications/claim-notification.ts";
import { lookForRestore } from "#server/notifications/look-for-restore.ts";
import { classOfPriority } from "#server/notifications/notification.rules.ts";
import { requeueLost } from "#server/notifications/requeue-lost.ts";
import { type Choice, claimForSlot } from "./claim-for-slot.ts";
import type { Deliver } from "./deliver.ts";
import type { DeliverySettings } from "./delivery-settings.ts";
import { type FetchedJob, settleJob } from "./notification-jobs.ts";
import { sleepUntil } from "./sleep-until.ts";
import type { WakeUp } from "./wake-up.ts";

export interface LoopParts {
  boss: PgBoss;
  wakeUp: WakeUp;
  deliver: Deliver;
  log: Logger;
}

const pauseAfterFailureMs = 1_000;
const pauseAfterNothingMs = 200;
/** A slot that lies further ahead is not reserved yet: who waits that long had better ask again. */
const slotPatienceMs = 2_000;
const longestPauseMs = 1_000;
/** A message is chosen and rendered at least this long before its slot, so that it leaves on time. */
const leastLeadMs = 50;
const lookForLostEveryMs = 2_000;
/** After so many slots without a bill (or reminder) one is for them: what is more urgent can't starve them. */
const slotsWithout = 9;

/** What a loop remembers between its slots. */
interface LoopState {
  inFlight: Set<Promise<void>>;
  slotsWithoutBill: number;
  slotsWithoutReminder: number;
  /** performance.now() */
  looksForLostAtMs: number;
  looksForJoblessAtMs: number;
  /** How long the last choices took, for beginning early enough on a busy machine. */
  choicesMs: number[];
}

/**
 * Sends messages of one medium until `signal` says stop: slot first, message second. A worker waits for the
 * application's next slot, and only when that has come claims the message that matters most at that moment and whose
 * sender may send. So a payment message overtakes a thousand bills that were queued before it, and no message is held
 * while waiting. Any number of these loops, in any number of processes, keep one rate between them.
 */
export async function runDeliveryLoop(
  settings: DeliverySettings,
  parts: LoopParts,
  signal: AbortSignal,
): Promise<void> {
  const state: LoopState = {
    inFlight: new Set(),
    slotsWithoutBill: 0,
    slotsWithoutReminder: 0,
    looksForLostAtMs: 0,
    looksForJoblessAtMs: 0,
    choicesMs: [],
  };
  const { inFlight } = state;
  let databaseIsKnown = false;
  while (!signal.aborted) {
    try {
      if (!databaseIsKnown) {
        const marked = await lookForRestore();
        if (marked > 0) parts.log.warn({ marked }, "restored from a backup: what waits is looked for first");
        databaseIsKnown = true;
      }
      if (inFlight.size >= settings.maxInFlight) await Promise.race(inFlight);
      const calls = parts.wakeUp.calls; // who calls from now on has something that the following may not see
      await parts.wakeUp.wait(await doNext(settings, parts, state, signal), signal, calls);
    } catch (error) {
      parts.log.error({ err: error }, "delivery loop"); // the database is away, most likely: go on when it is back
      databaseIsKnown = false; // perhaps another one, restored from a backup
      await parts.wakeUp.wait(pauseAfterFailureMs, signal);
    }
  }
  await Promise.all(inFlight);
}

/** One turn of the loop; answers how long to pause after it. */
async function doNext(
  settings: DeliverySettings,
  parts: LoopParts,
  state: LoopState,
  signal: AbortSignal,
): Promise<number> {
  const idleMs = parts.wakeUp.pollMs;
  const { untilDueMs, stoppedSenders } = await findBacklog(settings.medium);
  if (untilDueMs !== 0) return Math.min(untilDueMs ?? idleMs, idleMs);
  if (performance.now() >= state.looksForLostAtMs) await findLost(settings, parts, state, "abandoned");
  const slot = await takeSlot([settings.appLimit], slotPatienceMs);
  if (slot.slotAt === null) return Math.min(slot.waitMs, longestPauseMs);
  const spent = await spendSlot(settings, parts, { slot, state, stoppedSenders }, signal);
  if (spent === "started") return 0;
  if (spent === "busy" || performance.now() < state.looksForJoblessAtMs) return pauseAfterNothingMs;
  return (await findLost(settings, parts, state, "jobless")) ? 0 : pauseAfterNothingMs;
}

/**
 * Looks for messages that no job leads to any more: now and then for those whose worker has died; and, when messages are
 * due and there is no job to be had, for all.
 */
async function findLost(
  settings: DeliverySettings,
  parts: LoopParts,
  state: LoopState,
  which: "abandoned" | "jobless",
): Promise<boolean> {
  const nextMs = performance.now() + lookForLostEveryMs;
  if (which === "abandoned") state.looksForLostAtMs = nextMs;
  else state.looksForJoblessAtMs = nextMs;
  const requeued = await requeueLost(settings.medium, { heldMs: settings.leaseMs, which });
  if (requeued > 0) parts.log.warn({ requeued, which }, "messages without a job were queued again");
  return requeued > 0;
}

/** Waits for the slot and starts a delivery in it, if there is anything to send after all, and anything that can be. */
async function spendSlot(
  settings: DeliverySettings,
  parts: LoopParts,
  { slot, state, stoppedSenders }: { slot: Slot; state: LoopState; stoppedSenders: string[] },
  signal: AbortSignal,
): Promise<"started" | "busy" | "nothing"> {
  await sleepUntil(slot.startsMs - leadMs(settings, state), signal);
  const beganMs = performance.now();
  const choice = { stoppedSenders, firstClasses: classesInTurn(state) };
  const claimed = signal.aborted
    ? null
    : await claimForSlot(settings, parts.boss, slot, choice).catch(async (error: unknown) => {
        await giveBack(slot.grants).catch(() => undefined); // the first error tells more
        throw error;
      });
  if (claimed === null || claimed === "busy") {
    await giveBack(slot.grants);
    return claimed ?? "nothing";
  }
  state.choicesMs = [...state.choicesMs.slice(-9), performance.now() - beganMs];
  const classNo = classOfPriority(claimed.job.priority);
  state.slotsWithoutBill = classNo === 2 ? 0 : state.slotsWithoutBill + 1;
  state.slotsWithoutReminder = classNo === 1 ? 0 : state.slotsWithoutReminder + 1;
  const delivery = deliverAndSettle(settings, parts, claimed.job, {
    notification: claimed.notification,
    slot: { ...slot, grants: [...claimed.grants, ...slot.grants] },
    leaseEndsMs: beganMs + settings.leaseMs,
  });
  track(state.inFlight, delivery, parts.log); // not awaited: the next slot must not wait
  return "started";
}

function classesInTurn({ slotsWithoutBill, slotsWithoutReminder }: LoopState): Choice["firstClasses"] {
  return [
    ...(slotsWithoutReminder >= slotsWithout ? (["UNPAID_REMINDER"] as const) : []),
    ...(slotsWithoutBill >= slotsWithout ? (["BILL_ISSUED"] as const) : []),
  ];
}

/**
 * How long before its slot a message is chosen: as long as it took lately, and then some; at most one interval, as what
 * has been chosen can't be overtaken any more.
 */
function leadMs(settings: DeliverySettings, { choicesMs }: LoopState): number {
  const intervalMs = settings.appLimit.pace.intervalUs / 1000;
  return Math.max(leastLeadMs, Math.min(intervalMs, 2 * Math.max(0, ...choicesMs)));
}

/**
 * The job stays open until its message has come to an end: if this process dies first, pg-boss hands the job to
 * another one, which finds the message's lease run out. A message that was sent for another one of its channel keeps
 * its own job, and the one that was asked for goes back into the queue.
 */
async function deliverAndSettle(
  settings: DeliverySettings,
  parts: LoopParts,
  job: FetchedJob,
  delivery: Parameters<Deliver>[0],
): Promise<void> {
  await parts.deliver(delivery);
  const isOther = delivery.notification.id !== job.notificationId;
  await settleJob(parts.boss, settings.medium, job, isOther ? { afterMs: 0 } : null);
}

function track(inFlight: Set<Promise<void>>, delivery: Promise<void>, log: Logger): void {
  const tracked = delivery
    .catch((error: unknown) =>
      log.error({ err: error }, "delivery broke off; the message's lease will run out"),
    )
    .finally(() => inFlight.delete(tracked));
  inFlight.add(tracked);
}
