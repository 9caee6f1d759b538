import { Prisma } from "#prisma/generated/client.ts";
import type { NotificationKind, NotificationRecipient } from "#prisma/generated/enums.ts";
import type { Tx } from "#server/platform/db.ts";

export interface ClaimedNotification {
  id: string;
  kind: NotificationKind;
  recipient: NotificationRecipient;
  eventId: string;
  tradeRelationshipId: string;
  billId: string | null;
  paymentId: string | null;
  sender: string;
  channel: string;
  priority: number;
  /** This attempt included. */
  attempts: number;
  queuedAt: Date;
  /** An earlier attempt may have reached the chat: look before sending. */
  maybeSent: boolean;
}

/**
 * A message (`head`) that has already held its channel up for one pause is stepped over while it waits for its next
 * attempt, unless a later one is about the same thing: a cancellation must not overtake what it takes back.
 */
const isSteppedOver = Prisma.sql`(
  head.state = 'RETRYING' AND head.attempts >= 2 AND head.next_attempt_at > clock_timestamp()
  AND NOT EXISTS (
    SELECT FROM notification later
    WHERE later.channel = head.channel AND later.seq > head.seq AND later.state IN ('QUEUED', 'SENDING', 'RETRYING')
      AND (later.bill_id = head.bill_id OR later.payment_id = head.payment_id)))`;

/** Claims the first message of a channel that is due, unless somebody else holds it. */
export async function claimChannelHead(
  tx: Tx,
  notificationId: string,
  leaseMs: number,
): Promise<ClaimedNotification | null> {
  const [row] = await tx.$queryRaw<ClaimedNotification[]>`
    UPDATE notification n
    SET state = 'SENDING', attempts = n.attempts + 1, next_attempt_at = NULL,
        maybe_sent = n.maybe_sent OR n.state = 'SENDING',
        lease_until = clock_timestamp() + ${leaseMs}::int * interval '1 millisecond'
    WHERE n.id = (
      SELECT head.id FROM notification head
      WHERE head.channel = (SELECT asked.channel FROM notification asked WHERE asked.id = ${notificationId}::uuid)
        AND head.state IN ('QUEUED', 'SENDING', 'RETRYING')
        AND NOT ${isSteppedOver}
      ORDER BY head.seq LIMIT 1 FOR UPDATE
    )
      AND (n.state = 'QUEUED'
           OR (n.state = 'RETRYING' AND n.next_attempt_at <= clock_timestamp())
           OR (n.state = 'SENDING' AND n.lease_until <= clock_timestamp()))
    RETURNING n.id, n.kind::text AS kind, n.recipient::text AS recipient, n.event_id AS "eventId",
              n.trade_relationship_id AS "tradeRelationshipId", n.bill_id AS "billId", n.payment_id AS "paymentId",
              n.sender, n.channel, n.priority, n.attempts, n.queued_at AS "queuedAt", n.maybe_sent AS "maybeSent"`;
  return row ?? null;
}

/** Why a message could not be claimed: it has ended, or how long its channel's head will be busy. */
export async function findObstacle(
  tx: Tx,
  notificationId: string,
): Promise<{ ended: boolean; waitMs: number }> {
  const [row] = await tx.$queryRaw<{ ended: boolean; waitMs: number }[]>`
    SELECT asked.state IN ('SENT', 'DROPPED', 'FAILED') AS ended,
           coalesce(greatest(50, extract(epoch FROM
             (SELECT CASE head.state
                       WHEN 'RETRYING' THEN head.next_attempt_at
                       ELSE clock_timestamp() + interval '200 milliseconds' END
              FROM notification head
              WHERE head.channel = asked.channel AND head.state IN ('QUEUED', 'SENDING', 'RETRYING')
                AND NOT ${isSteppedOver}
              ORDER BY head.seq LIMIT 1) - clock_timestamp()) * 1000), 50)::float8 AS "waitMs"
    FROM notification asked WHERE asked.id = ${notificationId}::uuid`;
  return row ?? { ended: true, waitMs: 0 }; // no such message: nothing to do
}

/** Whether any message waits for a worker at this moment. */
export async function hasDueNotifications(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ due: boolean }[]>`
    SELECT EXISTS (SELECT FROM notification WHERE state = 'QUEUED')
        OR EXISTS (SELECT FROM notification WHERE state = 'RETRYING' AND next_attempt_at <= clock_timestamp())
        OR EXISTS (SELECT FROM notification WHERE state = 'SENDING' AND lease_until <= clock_timestamp()) AS due`;
  return row?.due ?? false;
}

// The four ends of an attempt. Each applies only while the message is SENDING and in the very attempt that was claimed:
// a worker that stalled beyond its lease changes nothing about another's attempt.

type Attempt = Pick<ClaimedNotification, "id" | "attempts">;

export async function markSent(
  tx: Tx,
  attempt: Attempt,
  sent: { text: string; providerMessageId: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE notification SET state = 'SENT', sent_at = clock_timestamp(), ended_at = clock_timestamp(),
           lease_until = NULL, text = ${sent.text}, provider_message_id = ${sent.providerMessageId}
    WHERE id = ${attempt.id}::uuid AND state = 'SENDING' AND attempts = ${attempt.attempts}`;
}

export async function markDropped(tx: Tx, attempt: Attempt, reason: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE notification SET state = 'DROPPED', ended_at = clock_timestamp(), lease_until = NULL, drop_reason = ${reason}
    WHERE id = ${attempt.id}::uuid AND state = 'SENDING' AND attempts = ${attempt.attempts}`;
}

export async function markFailed(
  tx: Tx,
  attempt: Attempt,
  failure: { error: string; maybeSent: boolean },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE notification SET state = 'FAILED', ended_at = clock_timestamp(), lease_until = NULL, last_error = ${failure.error},
           maybe_sent = ${failure.maybeSent}
    WHERE id = ${attempt.id}::uuid AND state = 'SENDING' AND attempts = ${attempt.attempts}`;
}

export interface Retry {
  afterMs: number;
  error: string;
  /** Whether the next attempt must look before it sends. */
  maybeSent: boolean;
  /** False when the message is not to blame. */
  costsAttempt: boolean;
}

/** Back into the queue. Answers when it is due; null when the attempt is no longer this one. */
export async function markRetrying(tx: Tx, attempt: Attempt, retry: Retry): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ dueAt: Date }[]>`
    UPDATE notification
    SET state = 'RETRYING', lease_until = NULL, last_error = ${retry.error},
        next_attempt_at = clock_timestamp() + ${Math.ceil(retry.afterMs)}::int * interval '1 millisecond',
        attempts = attempts - ${retry.costsAttempt ? 0 : 1}::int,
        maybe_sent = ${retry.maybeSent}
    WHERE id = ${attempt.id}::uuid AND state = 'SENDING' AND attempts = ${attempt.attempts}
    RETURNING next_attempt_at AS "dueAt"`;
  return row?.dueAt ?? null;
}
