import { transaction } from "#server/platform/db.ts";
import { enqueueNotifications, type NotificationJob, queues } from "#server/platform/queue.ts";

/**
 * Gives a new job to every message that has been due for a while and has none: the queue's job was lost (deleted by
 * hand, or missing from a backup), the message must not be. Answers how many those were. A second job for a message
 * does no harm: it finds the message ended and goes.
 */
export async function requeueLost(): Promise<number> {
  return transaction(async (tx) => {
    const lost = await tx.$queryRaw<NotificationJob[]>`
      SELECT n.id AS "notificationId", n.medium::text AS medium, n.sender, n.channel, n.priority
      FROM notification n
      WHERE n.due_at < clock_timestamp() - interval '1 minute'
        AND NOT EXISTS (
          SELECT FROM pgboss.job j
          WHERE j.name IN (${queues.notification.name}, ${queues.smsNotification.name})
            AND j.state IN ('created', 'retry', 'active') AND j.data ->> 'notificationId' = n.id::text)
      ORDER BY n.seq`;
    await enqueueNotifications(tx, lost);
    return lost.length;
  }, 60_000);
}
