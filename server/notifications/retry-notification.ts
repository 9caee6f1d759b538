import { recordAudits } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import { enqueueNotifications } from "#server/platform/queue.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import type { NotificationErrorCode } from "./notification.errors.ts";
import { requeueFailed } from "./notification-list.repository.ts";

/** An operator has mended what a message failed of: it starts over. Throws NOTIFICATION_NOT_FAILED. */
export async function retryNotification(actor: AdminActor, notificationId: string): Promise<void> {
  const { retried } = await retryNotifications(actor, [notificationId]);
  if (retried === 0) throw new DomainError<NotificationErrorCode>("NOTIFICATION_NOT_FAILED");
}

/** The same for many; those that have not failed (any more) are left as they are. */
export async function retryNotifications(
  actor: AdminActor,
  notificationIds: string[],
): Promise<{ retried: number }> {
  return transaction(async (tx) => {
    const failed = await requeueFailed(tx, notificationIds);
    await enqueueNotifications(tx, failed);
    await recordAudits(
      tx,
      failed.map(({ notificationId, distributorId }) => ({
        actorId: actor.userId,
        distributorId,
        action: "notification.retry",
        subjectId: notificationId,
        details: {},
      })),
    );
    return { retried: failed.length };
  });
}
