import type { NotificationKind, NotificationRecipient } from "#prisma/generated/enums.ts";
import type { Tx } from "#server/platform/db.ts";
import { kindsOfSameClass, priorityOf } from "./notification.rules.ts";

/** One event about which one party of a relationship is told. */
export interface NotificationRequest {
  kind: NotificationKind;
  recipient: NotificationRecipient;
  eventId: string;
  tradeRelationshipId: string;
  billId?: string;
  paymentId?: string;
}

/**
 * Inserts notifications with their sender, channel and priority, in the order given (which is their order inside a
 * channel), in one statement. Those that exist already are left out of the answer. All requests are of one class, as
 * one event causes them.
 */
export async function insertNotifications(
  tx: Tx,
  requests: NotificationRequest[],
): Promise<{ notificationId: string; sender: string; priority: number }[]> {
  const [first] = requests;
  if (!first) return [];
  return tx.$queryRaw`
    WITH request AS (
      SELECT r.*, d.id AS distributor_id, d.chat_sender AS sender,
             CASE r.recipient WHEN 'STORE' THEN t.channel ELSE d.notice_channel END AS channel,
             row_number() OVER (PARTITION BY d.id ORDER BY r.ordinal) - 1 AS ahead_here
      FROM unnest(
        ${requests.map((r) => r.kind)}::notification_kind[],
        ${requests.map((r) => r.recipient)}::notification_recipient[],
        ${requests.map((r) => r.eventId)}::uuid[],
        ${requests.map((r) => r.tradeRelationshipId)}::uuid[],
        ${requests.map((r) => r.billId ?? null)}::uuid[],
        ${requests.map((r) => r.paymentId ?? null)}::uuid[]
      ) WITH ORDINALITY AS r (kind, recipient, event_id, trade_relationship_id, bill_id, payment_id, ordinal)
      JOIN trade_relationship t ON t.id = r.trade_relationship_id
      JOIN distributor d ON d.id = t.distributor_id
    ),
    waiting AS (
      SELECT n.sender, count(*) AS ahead
      FROM notification n
      WHERE n.state IN ('QUEUED', 'RETRYING')
        AND n.sender IN (SELECT sender FROM request)
        AND n.kind = ANY (${kindsOfSameClass(first.kind)}::notification_kind[])
      GROUP BY n.sender
    )
    INSERT INTO notification
      (kind, recipient, event_id, distributor_id, trade_relationship_id, bill_id, payment_id, sender, channel, priority)
    SELECT r.kind, r.recipient, r.event_id, r.distributor_id, r.trade_relationship_id, r.bill_id, r.payment_id,
           r.sender, r.channel, ${priorityOf(first.kind, 0)}::int - r.ahead_here - coalesce(w.ahead, 0)
    FROM request r LEFT JOIN waiting w ON w.sender = r.sender
    ORDER BY r.ordinal
    ON CONFLICT (kind, event_id, recipient) DO NOTHING
    RETURNING id AS "notificationId", sender, priority`;
}
