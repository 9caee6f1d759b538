import type { Tx } from "#server/platform/db.ts";
import { enqueueNotifications } from "#server/platform/queue.ts";
import { insertNotifications, type NotificationRequest } from "./notification.repository.ts";

/**
 * The outbox: writes the notifications and their jobs in the caller's transaction, so that a message leaves if the
 * change that caused it commits, and only then. Asking again for the same (kind, event, recipient) adds nothing.
 */
export async function queueNotifications(tx: Tx, requests: NotificationRequest[]): Promise<void> {
  await enqueueNotifications(tx, await insertNotifications(tx, requests));
}
