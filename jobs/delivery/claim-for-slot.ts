import type { PgBoss } from "pg-boss";
import { type Grant, giveBack, type Slot, takeSlotAt } from "#jobs/rate/bucket.ts";
import { type ClaimedNotification, claimNotification } from "#server/notifications/claim-notification.ts";
import { type DeliverySettings, furtherLimits, senderKey } from "./delivery-settings.ts";
import { type FetchedJob, fetchJob, releaseJob, settleJob } from "./notification-jobs.ts";

/** A message that is ours to send in a slot, the job that led to it, and the further slots taken for it. */
export interface Claimed {
  notification: ClaimedNotification;
  job: FetchedJob;
  grants: Grant[];
}

const leastPauseMs = 50;

/**
 * The most urgent message that can be sent in this slot: senders that are throttled or stopped are passed over, and
 * jobs of messages that have ended are cleared away. What was taken for a message that could not be claimed goes back.
 */
export async function claimForSlot(
  settings: DeliverySettings,
  boss: PgBoss,
  slot: Slot,
  choice: { stoppedSenders: string[]; lowerClassesFirst: boolean },
): Promise<Claimed | null> {
  const { lowerClassesFirst } = choice;
  const passOver = [...choice.stoppedSenders];
  for (;;) {
    const job = await fetchJob(boss, settings.medium, { passOver, lowerClassesFirst });
    if (!job) return null;
    const further = await takeFurtherSlots(settings, job, slot.slotAt);
    if ("limitedBy" in further) {
      if (further.limitedBy === senderKey(settings.medium, job.sender)) {
        passOver.push(job.sender);
        await releaseJob(boss, settings.medium, job);
      } else {
        // A pause even when its slot has become free meanwhile, as this one can't have it: else it would come at once.
        await settleJob(boss, settings.medium, job, { afterMs: Math.max(leastPauseMs, further.waitMs) });
      }
      continue;
    }
    const claim = await claimNotification(job.notificationId, {
      medium: settings.medium,
      slotAt: slot.slotAt,
      leaseMs: settings.leaseMs,
    });
    if (claim.kind === "send") return { notification: claim.notification, job, grants: further.grants };
    await giveBack(further.grants);
    await settleJob(boss, settings.medium, job, claim.kind === "wait" ? { afterMs: claim.waitMs } : null);
  }
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
