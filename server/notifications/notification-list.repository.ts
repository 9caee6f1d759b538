import { Prisma } from "#prisma/generated/client.ts";
import type {
  MessageMedium,
  NotificationKind,
  NotificationRecipient,
  NotificationState,
} from "#prisma/generated/enums.ts";
import type { Tx } from "#server/platform/db.ts";
import type { NotificationJob } from "#server/platform/queue.ts";
import type { ListAllNotificationsInput, RetryFailedInput, Trouble } from "./notification.schema.ts";
import { troubleOf } from "./trouble.repository.ts";

export interface NotificationRow {
  id: string;
  kind: NotificationKind;
  recipient: NotificationRecipient;
  state: NotificationState;
  medium: MessageMedium;
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
  /** What lastError means. */
  trouble: Trouble | null;
  dropReason: string | null;
  text: string | null;
}

/** Messages, newest first, keyset by id; `limit` + 1 rows. distributorId null: of all distributors (admin). */
export function listNotifications(
  tx: Tx,
  distributorId: string | null,
  input: ListAllNotificationsInput,
): Promise<NotificationRow[]> {
  const filters = [Prisma.sql`true`];
  if (distributorId) filters.push(Prisma.sql`n.distributor_id = ${distributorId}::uuid`);
  if (input.cursor) filters.push(Prisma.sql`n.id < ${input.cursor}::uuid`);
  if (input.state) filters.push(Prisma.sql`n.state = ${input.state}::notification_state`);
  if (input.distributorId) filters.push(Prisma.sql`n.distributor_id = ${input.distributorId}::uuid`);
  if (input.trouble) filters.push(Prisma.sql`${troubleOf(Prisma.sql`n.last_error`)} = ${input.trouble}`);
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
           n.medium::text AS medium, d.name AS "distributorName", s.name AS "storeName", t.customer_code AS "customerCode",
           n.bill_id AS "billId", n.payment_id AS "paymentId", n.queued_at AS "queuedAt", n.attempts,
           n.next_attempt_at AS "nextAttemptAt", n.sent_at AS "sentAt", n.ended_at AS "endedAt",
           n.last_error AS "lastError", ${troubleOf(Prisma.sql`n.last_error`)} AS trouble,
           n.drop_reason AS "dropReason", n.text
    FROM notification n
    JOIN distributor d ON d.id = n.distributor_id
    JOIN trade_relationship t ON t.id = n.trade_relationship_id
    JOIN store s ON s.id = t.store_id
    WHERE n.id IN ( -- found in an index alone, be there ever so many others
      SELECT n.id FROM notification n WHERE ${Prisma.join(filters, " AND ")}
      ORDER BY n.id DESC LIMIT ${input.limit + 1})
    ORDER BY n.id DESC`;
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

/** The next failed messages of a reason (null: of any) and a distributor (null: of all), in the order of their ids. */
export async function nextFailed(tx: Tx, of: RetryFailedInput, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT n.id FROM notification n WHERE ${failedLike(of)} ORDER BY n.id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** How many of them there are. */
export async function countFailed(tx: Tx, of: RetryFailedInput): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM notification n WHERE ${failedLike(of)}`;
  return row?.count ?? 0;
}

function failedLike({ trouble, distributorId, after }: RetryFailedInput): Prisma.Sql {
  const filters = [Prisma.sql`n.state = 'FAILED'`];
  if (trouble) filters.push(Prisma.sql`${troubleOf(Prisma.sql`n.last_error`)} = ${trouble}`);
  if (distributorId) filters.push(Prisma.sql`n.distributor_id = ${distributorId}::uuid`);
  if (after) filters.push(Prisma.sql`n.id > ${after}::uuid`);
  return Prisma.join(filters, " AND ");
}

/** Puts failed messages back into the queue; those that have not failed (any more) are left out of the answer. */
export function requeueFailed(
  tx: Tx,
  ids: string[],
): Promise<(NotificationJob & { distributorId: string })[]> {
  return tx.$queryRaw`
    WITH failed AS (
      SELECT id FROM notification WHERE id = ANY (${ids}::uuid[]) AND state = 'FAILED'
      ORDER BY id FOR UPDATE -- two operators at once: no deadlock, and each message goes to one of them
    ),
    requeued AS (
      UPDATE notification n SET state = 'QUEUED', attempts = 0, ended_at = NULL
      FROM failed WHERE n.id = failed.id
      RETURNING n.id, n.medium, n.sender, n.channel, n.priority, n.distributor_id
    ),
    noted AS (
      INSERT INTO notification_event (notification_id, attempt, outcome) SELECT id, 0, 'REQUEUED' FROM requeued
    )
    SELECT id AS "notificationId", medium::text AS medium, sender, channel, priority,
           distributor_id AS "distributorId"
    FROM requeued`;
}
