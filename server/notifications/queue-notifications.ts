import type { Tx } from "#server/platform/db.ts";
import { enqueueNotifications } from "#server/platform/queue.ts";
import { insertNotifications, type NotificationRequest } from "./notification.repository.ts";

/** A batch of 100,000 would stand in memory several times over: as ids, as parameters, as rows, as jobs. */
const maxAtOnce = 10_000;

/**
 * The outbox: writes the notifications and their jobs in the caller's transaction, so that a message leaves if the
 * change that caused it commits, and only then. Asking again for the same (kind, event, recipient) adds nothing.
 */
export async function queueNotifications(tx: Tx, requests: NotificationRequest[]): Promise<void> {
  for (let from = 0; from < requests.length; from += maxAtOnce) {
    await enqueueNotifications(tx, await insertNotifications(tx, requests.slice(from, from + maxAtOnce)));
  }
}
