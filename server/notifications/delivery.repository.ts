import { Prisma } from "#prisma/generated/client.ts";
import type { MessageMedium, NotificationKind, NotificationRecipient } from "#prisma/generated/enums.ts";
import type { Tx } from "#server/platform/db.ts";
import { classStep } from "./notification.rules.ts";

export interface ClaimedNotification {
  id: string;
  kind: NotificationKind;
  recipient: NotificationRecipient;
  eventId: string;
  tradeRelationshipId: string;
  billId: string | null;
  paymentId: string | null;
  medium: MessageMedium;
  sender: string;
  channel: string;
  priority: number;
  /** This attempt included. */
  attempts: number;
  queuedAt: Date;
  /** An earlier attempt may have reached the reader: look before sending. */
  maybeSent: boolean;
  /** The slot that it was claimed for, by the database's clock. */
  slotAt: string;
}

/**
 * Whether a message (`m`) lets later ones of its channel pass: it waits for its time, or, having held the channel up for
 * one pause already, for its next attempt.
 */
const waitsAside = (m: Prisma.Sql) => Prisma.sql`(
  ${m}.due_at > clock_timestamp()
  AND (${m}.state = 'QUEUED' OR (${m}.state = 'RETRYING' AND ${m}.attempts >= 2)))`;

/**
 * The message of a channel that goes next. What stands before the one that was asked for goes first, and so inherits its
 * urgency; what waits aside is passed, except by messages about the same thing: a cancellation must not overtake what
 * it takes back, not even where one of the two goes by chat and the other to the phone.
 */
const channelHead = (channel: Prisma.Sql) => Prisma.sql`
  SELECT head.* FROM notification head
  WHERE head.channel = ${channel} AND head.state IN ('QUEUED', 'SENDING', 'RETRYING')
    AND NOT ${waitsAside(Prisma.sql`head`)}
    AND NOT EXISTS (
      SELECT FROM notification before
      WHERE before.channel = head.channel AND before.seq < head.seq AND before.state IN ('QUEUED', 'RETRYING')
        AND ${waitsAside(Prisma.sql`before`)}
        AND (before.bill_id = head.bill_id OR before.payment_id = head.payment_id))
    AND NOT EXISTS (
      SELECT FROM notification before
      WHERE before.due_at IS NOT NULL AND before.recipient = 'STORE' AND head.recipient = 'STORE'
        AND before.medium <> head.medium AND before.seq < head.seq
        AND (before.bill_id = head.bill_id OR before.payment_id = head.payment_id))
  ORDER BY head.seq LIMIT 1`;

const isStopped = (m: Prisma.Sql) => Prisma.sql`EXISTS (
  SELECT FROM sending_stop stop WHERE stop.distributor_id = ${m}.distributor_id OR stop.distributor_id IS NULL)`;

/**
 * Claims the message of a channel that goes next, if it is due and nobody else holds it, and moves the clock of its
 * class on when it is the very one that was asked for. A claim whose holder died leaves a trace in the message's life.
 * Who comes second finds it not due any more (its lease has begun), and takes no other one in its place: what that may
 * be has to be judged anew.
 */
export async function claimChannelHead(
  tx: Tx,
  notificationId: string,
  claim: { medium: MessageMedium; slotAt: string; leaseMs: number },
): Promise<ClaimedNotification | null> {
  const [row] = await tx.$queryRaw<ClaimedNotification[]>`
    WITH head AS (
      SELECT h.id, h.state, h.attempts FROM (${channelHead(
        Prisma.sql`(SELECT asked.channel FROM notification asked
                    WHERE asked.id = ${notificationId}::uuid AND asked.medium = ${claim.medium}::message_medium)`,
      )}) AS h
    ),
    claimed AS (
      UPDATE notification n
      SET state = 'SENDING', attempts = n.attempts + 1, next_attempt_at = NULL,
          maybe_sent = n.maybe_sent OR n.state = 'SENDING',
          lease_until = clock_timestamp() + ${claim.leaseMs}::int * interval '1 millisecond'
      FROM head
      WHERE n.id = head.id AND n.medium = ${claim.medium}::message_medium
        AND n.due_at <= clock_timestamp() AND NOT ${isStopped(Prisma.sql`n`)}
      RETURNING n.*
    ),
    broken_off AS (
      INSERT INTO notification_event (notification_id, attempt, outcome)
      SELECT head.id, head.attempts, 'LEASE_LOST' FROM head JOIN claimed USING (id) WHERE head.state = 'SENDING'
    ),
    turn AS (
      UPDATE fair_clock f
      SET virtual_time = (c.class * ${classStep}::int) - c.priority
      FROM (SELECT (priority + ${classStep - 1}::int) / ${classStep}::int AS class, priority FROM claimed
            WHERE id = ${notificationId}::uuid AND medium = 'CHAT') AS c
      WHERE f.class = c.class AND f.virtual_time < (c.class * ${classStep}::int) - c.priority
    )
    SELECT n.id, n.kind::text AS kind, n.recipient::text AS recipient, n.event_id AS "eventId",
           n.trade_relationship_id AS "tradeRelationshipId", n.bill_id AS "billId", n.payment_id AS "paymentId",
           n.medium::text AS medium, n.sender, n.channel, n.priority, n.attempts, n.queued_at AS "queuedAt",
           n.maybe_sent AS "maybeSent", ${claim.slotAt}::text AS "slotAt"
    FROM claimed n`;
  return row ?? null;
}

/**
 * Why a message could not be claimed: it has ended or left its medium, or how long to leave it alone. While another of
 * its channel is being sent those behind it come back one after the other, so that a long line is not asked for as a
 * whole again and again.
 */
export async function findObstacle(
  tx: Tx,
  notificationId: string,
  medium: MessageMedium,
): Promise<{ ended: boolean; waitMs: number }> {
  const [row] = await tx.$queryRaw<{ ended: boolean; waitMs: number }[]>`
    SELECT asked.due_at IS NULL OR asked.medium <> ${medium}::message_medium AS ended,
           CASE WHEN ${isStopped(Prisma.sql`asked`)} THEN 2000 ELSE greatest(200, least(20000,
             extract(epoch FROM coalesce(
               (SELECT CASE h.state WHEN 'SENDING' THEN clock_timestamp() ELSE h.due_at END
                FROM (${channelHead(Prisma.sql`asked.channel`)}) AS h),
               (SELECT min(before.due_at) FROM notification before
                WHERE before.channel = asked.channel AND before.seq < asked.seq AND before.due_at > clock_timestamp()
                  AND (before.bill_id = asked.bill_id OR before.payment_id = asked.payment_id)),
               greatest(asked.due_at, clock_timestamp() + interval '1 second')) - clock_timestamp()) * 1000
             + 100 * (SELECT count(*) FROM notification ahead
                      WHERE ahead.channel = asked.channel AND ahead.seq < asked.seq
                        AND ahead.state IN ('QUEUED', 'SENDING', 'RETRYING')))) END::float8 AS "waitMs"
    FROM notification asked WHERE asked.id = ${notificationId}::uuid`;
  return row ?? { ended: true, waitMs: 0 }; // no such message: nothing to do
}

export interface Backlog {
  /** How long until the first message is due, 0 when one is; null when none waits. Stopped ones don't count. */
  untilDueMs: number | null;
  /** Senders whose messages must wait for the moment. */
  stoppedSenders: string[];
}

/** What waits in a medium; one cheap query. */
export async function findBacklog(tx: Tx, medium: MessageMedium): Promise<Backlog> {
  const [row] = await tx.$queryRaw<Backlog[]>`
    SELECT (SELECT greatest(0, extract(epoch FROM n.due_at - clock_timestamp()) * 1000)::float8
            FROM notification n
            WHERE n.medium = ${medium}::message_medium AND n.due_at IS NOT NULL AND NOT ${isStopped(Prisma.sql`n`)}
            ORDER BY n.due_at LIMIT 1) AS "untilDueMs",
           ARRAY(SELECT d.chat_sender FROM sending_stop s JOIN distributor d ON d.id = s.distributor_id)
             AS "stoppedSenders"`;
  return row ?? { untilDueMs: null, stoppedSenders: [] };
}

// The ends of an attempt. Each applies only while the message is SENDING and in the very attempt that was claimed: a
// worker that stalled beyond its lease changes nothing about another's attempt. Each leaves one row in its life.

type Attempt = Pick<ClaimedNotification, "id" | "attempts" | "medium" | "slotAt">;
type Outcome = "SENT" | "FOUND" | "RETRYING" | "POSTPONED" | "DROPPED" | "FAILED";

interface Event {
  outcome: Outcome;
  detail: string | null;
  /** Whether a request went out in the slot. */
  slotUsed: boolean;
}

async function endAttempt(tx: Tx, attempt: Attempt, change: Prisma.Sql, event: Event): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ dueAt: Date | null }[]>`
    WITH ended AS (
      UPDATE notification SET lease_until = NULL, ${change}
      WHERE id = ${attempt.id}::uuid AND state = 'SENDING' AND attempts = ${attempt.attempts}
        AND medium = ${attempt.medium}::message_medium
      RETURNING id, due_at
    ),
    noted AS (
      INSERT INTO notification_event (notification_id, attempt, outcome, slot_at, detail)
      SELECT id, ${attempt.attempts}, ${event.outcome},
             ${event.slotUsed ? attempt.slotAt : null}::timestamptz, ${event.detail} FROM ended
    )
    SELECT due_at AS "dueAt" FROM ended`;
  return row?.dueAt ?? null;
}

/** `found`: it was in the chat already, an earlier attempt's work. */
export async function markSent(
  tx: Tx,
  attempt: Attempt,
  sent: { text: string; providerMessageId: string; found: boolean },
): Promise<void> {
  const change = Prisma.sql`
    state = 'SENT', sent_at = clock_timestamp(), ended_at = clock_timestamp(), text = ${sent.text},
    provider_message_id = ${sent.providerMessageId}`;
  const outcome = sent.found ? "FOUND" : "SENT";
  await endAttempt(tx, attempt, change, { outcome, detail: null, slotUsed: !sent.found });
}

export async function markDropped(tx: Tx, attempt: Attempt, reason: string): Promise<void> {
  const change = Prisma.sql`state = 'DROPPED', ended_at = clock_timestamp(), drop_reason = ${reason}`;
  await endAttempt(tx, attempt, change, { outcome: "DROPPED", detail: reason, slotUsed: false });
}

export async function markFailed(
  tx: Tx,
  attempt: Attempt,
  failure: { error: string; maybeSent: boolean },
): Promise<void> {
  const change = Prisma.sql`
    state = 'FAILED', ended_at = clock_timestamp(), last_error = ${failure.error}, maybe_sent = ${failure.maybeSent}`;
  await endAttempt(tx, attempt, change, { outcome: "FAILED", detail: failure.error, slotUsed: true });
}

export interface Retry {
  afterMs: number;
  error: string;
  /** Whether the next attempt must look before it sends. */
  maybeSent: boolean;
  /** False when the message is not to blame. */
  costsAttempt: boolean;
  /** Whether a request went out in the slot. */
  slotUsed: boolean;
}

/** Back into the queue. Answers when it is due; null when the attempt is no longer this one. */
export function markRetrying(tx: Tx, attempt: Attempt, retry: Retry): Promise<Date | null> {
  const change = Prisma.sql`
    state = 'RETRYING', last_error = ${retry.error}, maybe_sent = ${retry.maybeSent},
    next_attempt_at = clock_timestamp() + ${Math.ceil(retry.afterMs)}::int * interval '1 millisecond',
    attempts = attempts - ${retry.costsAttempt ? 0 : 1}::int`;
  const outcome = retry.costsAttempt ? "RETRYING" : "POSTPONED";
  return endAttempt(tx, attempt, change, { outcome, detail: retry.error, slotUsed: retry.slotUsed });
}
