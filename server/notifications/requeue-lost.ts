import type { MessageMedium } from "#prisma/generated/enums.ts";
import { transaction } from "#server/platform/db.ts";
import { enqueueNotifications, type NotificationJob, queueOf } from "#server/platform/queue.ts";

/**
 * Gives a new job to due messages that have none which somebody could take: the worker that held it died, or the
 * queue has lost it. A job that was taken longer ago than `heldMs` counts as its holder's last sign of life. Answers how
 * many those were. A second job for a message does no harm: it finds the message ended and goes.
 * which: `abandoned` looks only at messages whose claim has run out, which is cheap however long the queue is.
 */
export async function requeueLost(
  medium: MessageMedium,
  { heldMs, which }: { heldMs: number; which: "abandoned" | "jobless" },
): Promise<number> {
  return transaction(async (tx) => {
    const lost = await tx.$queryRaw<NotificationJob[]>`
      SELECT n.id AS "notificationId", n.medium::text AS medium, n.sender, n.channel, n.priority
      FROM notification n
      WHERE n.medium = ${medium}::message_medium AND n.due_at <= clock_timestamp()
        AND n.queued_at <= clock_timestamp() - interval '5 seconds'
        AND n.state = ANY (${which === "abandoned" ? ["SENDING"] : ["QUEUED", "SENDING", "RETRYING"]}::notification_state[])
        AND NOT EXISTS (
          SELECT FROM pgboss.job j
          WHERE j.name = ${queueOf(medium)} AND j.data ->> 'notificationId' = n.id::text
            AND (j.state IN ('created', 'retry')
                 OR (j.state = 'active'
                     AND j.started_on > clock_timestamp() - ${heldMs}::int * interval '1 millisecond')))
      ORDER BY n.seq`;
    await enqueueNotifications(tx, lost);
    return lost.length;
  }, 60_000);
}
