import { recordAudit } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import { enqueueNotifications } from "#server/platform/queue.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import type { NotificationErrorCode } from "./notification.errors.ts";
import { requeueFailed } from "./notification-list.repository.ts";

/** An operator has mended what a message failed of: it starts over. Throws NOTIFICATION_NOT_FAILED. */
export async function retryNotification(actor: AdminActor, notificationId: string): Promise<void> {
  await transaction(async (tx) => {
    const failed = await requeueFailed(tx, notificationId);
    if (!failed) throw new DomainError<NotificationErrorCode>("NOTIFICATION_NOT_FAILED");
    const { sender, priority, distributorId } = failed;
    await enqueueNotifications(tx, [{ notificationId, sender, priority }]);
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId,
      action: "notification.retry",
      subjectId: notificationId,
      details: {},
    });
  });
}
