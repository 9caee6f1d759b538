import type { PgBoss } from "pg-boss";
import { type Grant, giveBack, type Limit, type Slot, takeSlotAt } from "#jobs/rate/bucket.ts";
import { type ClaimedNotification, claimNotification } from "#server/notifications/claim-notification.ts";
import { stoppedSenders } from "#server/notifications/sending-stops.ts";
import { channelKey, type DeliverySettings, senderKey } from "./delivery-settings.ts";
import { type FetchedJob, fetchJob, releaseJob, settleJob } from "./notification-jobs.ts";

/** A message that is ours to send in a slot, the job that led to it, and the further slots taken for it. */
export interface Claimed {
  notification: ClaimedNotification;
  job: FetchedJob;
  grants: Grant[];
}

/**
 * The most urgent message that can be sent in this slot: senders that are throttled or stopped are passed over, and
 * jobs of messages that have ended are cleared away. What was taken for a message that could not be claimed goes back.
 */
export async function claimForSlot(
  settings: DeliverySettings,
  boss: PgBoss,
  slot: Slot,
  lowerClassesFirst: boolean,
): Promise<Claimed | null> {
  const passOver = await stoppedSenders();
  for (;;) {
    const job = await fetchJob(boss, settings.medium, { passOver, lowerClassesFirst });
    if (!job) return null;
    const further = await takeFurtherSlots(settings, job, slot.slotAt);
    if ("limitedBy" in further) {
      if (further.limitedBy === senderKey(settings.medium, job.sender)) {
        passOver.push(job.sender);
        await releaseJob(boss, settings.medium, job);
      } else {
        await settleJob(boss, settings.medium, job, { afterMs: further.waitMs });
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
  const { medium, senderPace, channelPace } = settings;
  const limits: Limit[] = [];
  if (senderPace) limits.push({ key: senderKey(medium, job.sender), pace: senderPace });
  if (channelPace && job.channel) limits.push({ key: channelKey(medium, job.channel), pace: channelPace });
  if (limits.length === 0) return { grants: [] };
  const slot = await takeSlotAt(limits, slotAt);
  return slot.slotAt === null ? slot : { grants: slot.grants };
}
