import type { PgBoss } from "pg-boss";
import { type Grant, giveBack, type Slot, takeSlotAt } from "#jobs/rate/bucket.ts";
import { type ClaimedNotification, claimNotification } from "#server/notifications/claim-notification.ts";
import { type DeliverySettings, furtherLimits, senderKey } from "./delivery-settings.ts";
import { type FetchedJob, type FirstClass, fetchJob, releaseJob, settleJob } from "./notification-jobs.ts";

/** A message that is ours to send in a slot, the job that led to it, and the further slots taken for it. */
export interface Claimed {
  notification: ClaimedNotification;
  job: FetchedJob;
  grants: Grant[];
}

const leastPauseMs = 50;

/** How many jobs that have to wait are looked at for one slot, and how many of one sender; and for how long. */
const waitsASlot = 30;
const waitsASender = 3;
const longestChoiceMs = 2_000;

export interface Choice {
  stoppedSenders: string[];
  /** Classes whose turn it is, whatever is more urgent. */
  firstClasses: FirstClass[];
}

/**
 * The most urgent message that can be sent in this slot: senders that are throttled or stopped are passed over, and
 * jobs of messages that have ended are cleared away. What was taken for a message that could not be claimed goes back.
 * A sender whose messages have to wait (for what stands before them in their channel) is passed over after a few, so
 * that a long line in one channel holds nobody else up. `busy`: there are jobs, but none for this slot.
 */
export async function claimForSlot(
  settings: DeliverySettings,
  boss: PgBoss,
  slot: Slot,
  choice: Choice,
): Promise<Claimed | "busy" | null> {
  const passOver = [...choice.stoppedSenders];
  const waits: string[] = [];
  const beganMs = performance.now();
  while (waits.length < waitsASlot && performance.now() - beganMs < longestChoiceMs) {
    const job = await fetchJob(boss, settings.medium, { ...choice, passOver });
    if (!job) return waits.length > 0 ? "busy" : null;
    const outcome = await tryToClaim(settings, boss, slot, job);
    if (typeof outcome === "object") return outcome;
    if (outcome === "waits") waits.push(job.sender);
    const isLong = waits.filter((sender) => sender === job.sender).length >= waitsASender;
    if (outcome === "throttled" || isLong) passOver.push(job.sender);
  }
  return "busy";
}

/** Claims a job's message, or puts the job where it belongs. */
async function tryToClaim(
  settings: DeliverySettings,
  boss: PgBoss,
  slot: Slot,
  job: FetchedJob,
): Promise<Claimed | "throttled" | "waits" | "done"> {
  const { medium, leaseMs } = settings;
  const further = await takeFurtherSlots(settings, job, slot.slotAt);
  if ("limitedBy" in further) {
    if (further.limitedBy === senderKey(medium, job.sender)) {
      await releaseJob(boss, medium, job);
      return "throttled";
    }
    // A pause even when its slot has become free meanwhile, as this one can't have it: else it would come at once.
    await settleJob(boss, medium, job, { afterMs: Math.max(leastPauseMs, further.waitMs) });
    return "waits";
  }
  const { slotAt } = slot;
  const claim = await claimNotification(job.notificationId, { medium, slotAt, leaseMs });
  if (claim.kind === "send") return { notification: claim.notification, job, grants: further.grants };
  await giveBack(further.grants);
  await settleJob(boss, medium, job, claim.kind === "wait" ? { afterMs: claim.waitMs } : null);
  return claim.kind === "wait" ? "waits" : "done";
}

/** The slots of the sender and (where it is limited) of the channel, at the moment of the application's. */
async function takeFurtherSlots(
  settings: DeliverySettings,
  job: FetchedJob,
  slotAt: string,
): Promise<{ grants: Grant[] } | { limitedBy: string; waitMs: number }> {
  const limits = furtherLimits(settings, job.sender, job.channel);
  if (limits.length === 0) return { grants: [] };
  const slot = await takeSlotAt(limits, slotAt);
  return slot.slotAt === null ? slot : { grants: slot.grants };
}
