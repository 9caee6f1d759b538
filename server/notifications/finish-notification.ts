import { db, transaction } from "#server/platform/db.ts";
import { enqueueNotifications } from "#server/platform/queue.ts";
import type { ClaimedNotification } from "./delivery.repository.ts";
import * as repository from "./delivery.repository.ts";
import { backoffMs, maxAttempts } from "./notification.rules.ts";

// How an attempt ends. The worker calls exactly one of these for each message that it claimed; if it dies first, the
// lease runs out and another worker claims the message.

/** It stands in the chat. `found`: it stood there already, from an earlier attempt. */
export function finishSent(
  notification: ClaimedNotification,
  sent: { text: string; providerMessageId: string; found: boolean },
): Promise<void> {
  return repository.markSent(db(), notification, sent);
}

/** Its reason vanished before it left (rule R7). `reason` is a code. */
export function finishDropped(notification: ClaimedNotification, reason: string): Promise<void> {
  return repository.markDropped(db(), notification, reason);
}

/** It can't be delivered; an operator sees it among the failed ones and may try again. */
export function finishFailed(
  notification: ClaimedNotification,
  failure: { error: string; ambiguous: boolean },
): Promise<void> {
  const maybeSent = failure.ambiguous || notification.maybeSent;
  return repository.markFailed(db(), notification, { error: failure.error, maybeSent });
}

/**
 * The attempt failed for a reason that may pass: the next one follows after a growing pause, and after the last one it
 * counts as failed. `ambiguous`: the message may have arrived all the same, so the next attempt looks first.
 * `costsAttempt` false: the service as a whole is to blame, so that this can go on as long as it is away.
 */
export async function retryLater(
  notification: ClaimedNotification,
  failure: { error: string; ambiguous: boolean; costsAttempt?: boolean },
): Promise<void> {
  const costsAttempt = failure.costsAttempt ?? true;
  if (costsAttempt && notification.attempts >= maxAttempts) return finishFailed(notification, failure);
  await requeue(notification, {
    error: failure.error,
    maybeSent: failure.ambiguous || notification.maybeSent,
    afterMs: backoffMs(notification.attempts, Math.random()),
    costsAttempt,
    slotUsed: true,
  });
}

/** The attempt never took place, or was refused for a reason that is not the message's: it costs no attempt. */
export async function postpone(
  notification: ClaimedNotification,
  reason: { error: string; afterMs: number; slotUsed: boolean },
): Promise<void> {
  await requeue(notification, { ...reason, maybeSent: notification.maybeSent, costsAttempt: false });
}

async function requeue(notification: ClaimedNotification, retry: repository.Retry): Promise<void> {
  await transaction(async (tx) => {
    const dueAt = await repository.markRetrying(tx, notification, retry);
    if (!dueAt) return; // somebody else has it by now: our lease had run out
    const { id: notificationId, medium, sender, channel, priority } = notification;
    await enqueueNotifications(tx, [
      { notificationId, medium, sender, channel, priority, startAfter: dueAt },
    ]);
  });
}
