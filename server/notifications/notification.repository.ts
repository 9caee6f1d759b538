import type { NotificationKind, NotificationRecipient } from "#prisma/generated/enums.ts";
import type { Tx } from "#server/platform/db.ts";
import type { NotificationJob } from "#server/platform/queue.ts";
import { classOf, classStep, topPriority } from "./notification.rules.ts";

/** One event about which one party of a relationship is told. */
export interface NotificationRequest {
  kind: NotificationKind;
  recipient: NotificationRecipient;
  eventId: string;
  tradeRelationshipId: string;
  billId?: string;
  paymentId?: string;
  /** It leaves no earlier than this: the morning, or the end of the time in which a batch can be taken back. */
  notBefore?: Date;
}

/**
 * Inserts notifications with their sender, channel and priority, in the order given (which is their order inside a
 * channel), in one statement. Those that exist already are left out of the answer. All requests are of one class, as
 * one event causes them. A store that prefers text messages gets its messages by SMS.
 */
export async function insertNotifications(
  tx: Tx,
  requests: NotificationRequest[],
): Promise<NotificationJob[]> {
  const [first] = requests;
  if (!first) return [];
  const top = topPriority(first.kind);
  return tx.$queryRaw`
    WITH request AS (
      SELECT r.*, d.id AS distributor_id, d.chat_sender AS sender,
             CASE WHEN r.recipient = 'STORE' THEN s.medium ELSE 'CHAT' END AS medium,
             CASE WHEN r.recipient = 'DISTRIBUTOR' THEN d.notice_channel
                  WHEN s.medium = 'SMS' THEN 'sms:' || t.channel
                  ELSE t.channel END AS channel,
             row_number() OVER (PARTITION BY d.id ORDER BY r.ordinal) - 1 AS ahead_here
      FROM unnest(
        ${requests.map((r) => r.kind)}::notification_kind[],
        ${requests.map((r) => r.recipient)}::notification_recipient[],
        ${requests.map((r) => r.eventId)}::uuid[],
        ${requests.map((r) => r.tradeRelationshipId)}::uuid[],
        ${requests.map((r) => r.billId ?? null)}::uuid[],
        ${requests.map((r) => r.paymentId ?? null)}::uuid[],
        ${requests.map((r) => r.notBefore?.toISOString() ?? null)}::timestamptz[]
      ) WITH ORDINALITY
        AS r (kind, recipient, event_id, trade_relationship_id, bill_id, payment_id, not_before, ordinal)
      JOIN trade_relationship t ON t.id = r.trade_relationship_id
      JOIN distributor d ON d.id = t.distributor_id
      JOIN store s ON s.id = t.store_id
    ),
    turn AS (
      SELECT sender, greatest(
        (SELECT virtual_time FROM fair_clock WHERE class = ${classOf(first.kind)}::int),
        ${top}::int + 1 - (SELECT min(n.priority) FROM notification n
                       WHERE n.sender = s.sender AND n.state = 'QUEUED'
                         AND n.priority > ${top - classStep}::int AND n.priority <= ${top}::int)) AS tag
      FROM (SELECT DISTINCT sender FROM request) AS s
    )
    INSERT INTO notification
      (kind, recipient, event_id, distributor_id, trade_relationship_id, bill_id, payment_id, sender, medium, channel,
       not_before, priority)
    SELECT r.kind, r.recipient, r.event_id, r.distributor_id, r.trade_relationship_id, r.bill_id, r.payment_id,
           r.sender, r.medium, r.channel, r.not_before,
           ${top}::int - least(turn.tag + r.ahead_here, ${classStep - 1}::int)
    FROM request r JOIN turn ON turn.sender = r.sender
    ORDER BY r.ordinal
    ON CONFLICT (kind, event_id, recipient) DO NOTHING
    RETURNING id AS "notificationId", medium::text AS medium, sender, channel, priority, not_before AS "startAfter"`;
}
