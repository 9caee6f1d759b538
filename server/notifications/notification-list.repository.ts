import { Prisma } from "#prisma/generated/client.ts";
import type { NotificationKind, NotificationRecipient, NotificationState } from "#prisma/generated/enums.ts";
import type { Tx } from "#server/platform/db.ts";
import type { NotificationJob } from "#server/platform/queue.ts";
import type { ListNotificationsInput } from "./notification.schema.ts";

export interface NotificationRow {
  id: string;
  kind: NotificationKind;
  recipient: NotificationRecipient;
  state: NotificationState;
  distributorName: string;
  storeName: string;
  customerCode: string;
  billId: string | null;
  paymentId: string | null;
  queuedAt: Date;
  attempts: number;
  nextAttemptAt: Date | null;
  sentAt: Date | null;
  endedAt: Date | null;
  lastError: string | null;
  dropReason: string | null;
  text: string | null;
}

/** Messages, newest first, keyset by id; `limit` + 1 rows. distributorId null: of all distributors (admin). */
export function listNotifications(
  tx: Tx,
  distributorId: string | null,
  input: ListNotificationsInput,
): Promise<NotificationRow[]> {
  const filters = [Prisma.sql`true`];
  if (distributorId) filters.push(Prisma.sql`n.distributor_id = ${distributorId}::uuid`);
  if (input.cursor) filters.push(Prisma.sql`n.id < ${input.cursor}::uuid`);
  if (input.state) filters.push(Prisma.sql`n.state = ${input.state}::notification_state`);
  if (input.tradeRelationshipId)
    filters.push(Prisma.sql`n.trade_relationship_id = ${input.tradeRelationshipId}::uuid`);
  if (input.billBatchId) {
    filters.push(
      Prisma.sql`n.bill_id IN (SELECT id FROM bill WHERE bill_batch_id = ${input.billBatchId}::uuid)`,
    );
  }
  if (input.billId) {
    filters.push(Prisma.sql`(n.bill_id = ${input.billId}::uuid OR n.payment_id IN (
      SELECT p.id FROM payment_with_bill p
      WHERE p.bill_id = ${input.billId}::uuid
        AND p.trade_relationship_id = (SELECT trade_relationship_id FROM bill WHERE id = ${input.billId}::uuid)))`);
  }
  return tx.$queryRaw`
    SELECT n.id, n.kind::text AS kind, n.recipient::text AS recipient, n.state::text AS state,
           d.name AS "distributorName", s.name AS "storeName", t.customer_code AS "customerCode",
           n.bill_id AS "billId", n.payment_id AS "paymentId", n.queued_at AS "queuedAt", n.attempts,
           n.next_attempt_at AS "nextAttemptAt", n.sent_at AS "sentAt", n.ended_at AS "endedAt",
           n.last_error AS "lastError", n.drop_reason AS "dropReason", n.text
    FROM notification n
    JOIN distributor d ON d.id = n.distributor_id
    JOIN trade_relationship t ON t.id = n.trade_relationship_id
    JOIN store s ON s.id = t.store_id
    WHERE ${Prisma.join(filters, " AND ")}
    ORDER BY n.id DESC LIMIT ${input.limit + 1}`;
}

export interface QueueCounts {
  queued: number;
  sending: number;
  retrying: number;
  failed: number;
  sentLastHour: number;
}

/** How the queue stands; of one distributor, or (null) of all. */
export async function countNotifications(tx: Tx, distributorId: string | null): Promise<QueueCounts> {
  const scope = distributorId ? Prisma.sql`n.distributor_id = ${distributorId}::uuid` : Prisma.sql`true`;
  const [row] = await tx.$queryRaw<QueueCounts[]>`
    SELECT count(*) FILTER (WHERE n.state = 'QUEUED')::int AS queued,
           count(*) FILTER (WHERE n.state = 'SENDING')::int AS sending,
           count(*) FILTER (WHERE n.state = 'RETRYING')::int AS retrying,
           count(*) FILTER (WHERE n.state = 'FAILED')::int AS failed,
           (SELECT count(*)::int FROM notification n
            WHERE ${scope} AND n.state = 'SENT' AND n.sent_at > now() - interval '1 hour') AS "sentLastHour"
    FROM notification n
    WHERE ${scope} AND n.state IN ('QUEUED', 'SENDING', 'RETRYING', 'FAILED')`;
  return row ?? { queued: 0, sending: 0, retrying: 0, failed: 0, sentLastHour: 0 };
}

/** Puts failed messages back into the queue; those that have not failed (any more) are left out of the answer. */
export function requeueFailed(
  tx: Tx,
  ids: string[],
): Promise<(NotificationJob & { distributorId: string })[]> {
  return tx.$queryRaw`
    WITH requeued AS (
      UPDATE notification SET state = 'QUEUED', attempts = 0, ended_at = NULL
      WHERE id = ANY (${ids}::uuid[]) AND state = 'FAILED'
      RETURNING id, medium, sender, channel, priority, distributor_id
    ),
    noted AS (
      INSERT INTO notification_event (notification_id, attempt, outcome) SELECT id, 0, 'REQUEUED' FROM requeued
    )
    SELECT id AS "notificationId", medium::text AS medium, sender, channel, priority,
           distributor_id AS "distributorId"
    FROM requeued`;
}
