import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import type { NotificationJob } from "#server/platform/queue.ts";
import type { ClaimedNotification } from "./delivery.repository.ts";

// From the chat to the store owner's phone, never back. Only what has certainly not been delivered moves (a trigger
// refuses anything else), and it starts over with all its attempts. Its row, and so its id and its life, stays the same.

const smsChange = Prisma.sql`
  medium = 'SMS', channel = 'sms:' || t.channel, state = 'QUEUED', attempts = 0, next_attempt_at = NULL,
  lease_until = NULL`;

const job = Prisma.sql`id AS "notificationId", medium::text AS medium, sender, channel, priority`;

/** Moves the message of an attempt. Null: the attempt is no longer this one, or it is not a store's message. */
export async function rerouteAttempt(
  tx: Tx,
  attempt: Pick<ClaimedNotification, "id" | "attempts" | "slotAt">,
  reason: string,
): Promise<NotificationJob | null> {
  const [row] = await tx.$queryRaw<NotificationJob[]>`
    WITH rerouted AS (
      UPDATE notification n
      SET ${smsChange}, last_error = ${reason}
      FROM trade_relationship t
      WHERE n.id = ${attempt.id}::uuid AND n.state = 'SENDING' AND n.attempts = ${attempt.attempts}
        AND n.medium = 'CHAT' AND n.recipient = 'STORE' AND NOT n.maybe_sent AND t.id = n.trade_relationship_id
      RETURNING n.id, n.medium, n.sender, n.channel, n.priority
    ),
    noted AS (
      INSERT INTO notification_event (notification_id, attempt, outcome, slot_at, detail)
      SELECT id, ${attempt.attempts}, 'REROUTED', ${attempt.slotAt}::timestamptz, ${reason} FROM rerouted
    )
    SELECT ${job} FROM rerouted`;
  return row ?? null;
}

export interface ReroutePass {
  /** Messages whose forecast wait is longer than this move. */
  waitLimitMs: number;
  /** One message leaves in each: of all, of one sender (null: not limited), and of the text messages. */
  chatIntervalUs: number;
  senderIntervalUs: number | null;
  smsIntervalUs: number;
  /** Where the chat is away, a message waits for this long all the same: it may be what finds the chat back. */
  probeMs: number;
  /** The chat has been away for too long: for everybody, or for these senders. */
  unreachable: "everybody" | { senders: string[] };
}

/** At most so many at once: the next pass takes the rest. */
const maxAtOnce = 5_000;

/** False when another pass is under way. The lock ends with the transaction. */
export async function lockReroutePass(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ locked: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended('notification:reroute', 0)) AS locked`;
  return row?.locked ?? false;
}

/** Whether so many wait that the last could wait too long: cheap to ask, and the answer is nearly always no. */
export async function couldWaitTooLong(tx: Tx, pass: ReroutePass): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM notification WHERE medium = 'CHAT' AND due_at IS NOT NULL`;
  const slowestUs = Math.max(pass.chatIntervalUs, pass.senderIntervalUs ?? 0);
  return ((row?.waiting ?? 0) - 1) * slowestUs > pass.waitLimitMs * 1_000;
}

export interface Reroute {
  id: string;
  attempts: number;
  reason: string;
}

/**
 * The store messages that would wait too long for the chat. The forecast: a message leaves after those that matter more
 * and those queued before it, one in each interval, and what stands before an urgent message in its channel is as
 * urgent. Where the chat answers but is slow, a message moves only if the phone is sooner. And it stays while one before
 * it in its channel stays: the order inside the channel is kept.
 */
export function findWaitingTooLong(tx: Tx, pass: ReroutePass): Promise<Reroute[]> {
  const { unreachable } = pass;
  const senders = unreachable === "everybody" ? [] : unreachable.senders;
  const limitSeconds = pass.waitLimitMs / 1_000;
  return tx.$queryRaw`
    WITH waiting AS (
      SELECT n.id, n.seq, n.channel, n.sender, n.attempts, n.recipient = 'STORE' AS is_store,
             greatest(n.queued_at, n.not_before) AS waits_since,
             n.state IN ('QUEUED', 'RETRYING') AND NOT n.maybe_sent AS is_free,
             max(n.priority) OVER (PARTITION BY n.channel ORDER BY n.seq
                                   ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS urgency
      FROM notification n
      WHERE n.medium = 'CHAT' AND n.due_at IS NOT NULL
        AND NOT (n.state = 'QUEUED' AND n.due_at > clock_timestamp()) -- held until later, by intent
        AND NOT EXISTS (SELECT FROM sending_stop s WHERE s.distributor_id = n.distributor_id OR s.distributor_id IS NULL)
    ),
    forecast AS (
      SELECT w.*, row_number() OVER (ORDER BY w.urgency DESC, w.seq) AS turn, greatest(
               (row_number() OVER (ORDER BY w.urgency DESC, w.seq) - 1) * ${pass.chatIntervalUs}::float8,
               (row_number() OVER (PARTITION BY w.sender ORDER BY w.urgency DESC, w.seq) - 1)
                 * ${pass.senderIntervalUs ?? 0}::float8) / 1e6 AS wait_seconds,
             (${unreachable === "everybody"}::boolean OR w.sender = ANY (${senders}::text[]))
               AND w.waits_since <= clock_timestamp() - ${pass.probeMs}::float8 * interval '1 millisecond' AS is_unreachable
      FROM waiting w
    ),
    chosen AS (
      SELECT f.*, is_store AND is_free AND (is_unreachable OR wait_seconds > ${limitSeconds}::float8) AS is_chosen
      FROM forecast f
    ),
    sooner AS (
      SELECT c.*, is_chosen AND (is_unreachable OR wait_seconds > ${pass.smsIntervalUs / 1e6}::float8 * (
               (SELECT count(*) FROM notification s WHERE s.medium = 'SMS' AND s.due_at <= clock_timestamp())
               + count(*) FILTER (WHERE is_chosen) OVER (ORDER BY c.turn))) AS goes
      FROM chosen c
    )
    SELECT o.id, o.attempts, CASE WHEN o.is_unreachable THEN 'the chat can''t be reached'
             ELSE 'forecast wait for the chat: ' || ceil(o.wait_seconds / 60) || ' min' END AS reason
    FROM (SELECT s.*, bool_and(s.goes) OVER (PARTITION BY s.channel ORDER BY s.seq) AS all_go FROM sooner s) AS o
    WHERE o.all_go ORDER BY o.turn LIMIT ${maxAtOnce}::int`;
}

/**
 * Moves these messages, as far as they still wait: what a worker has claimed meanwhile is no longer waiting when its row
 * is free again, and stays. A statement of its own: joined to the forecast, the planner has no idea how few these are.
 */
export function rerouteAll(tx: Tx, reroutes: Reroute[]): Promise<NotificationJob[]> {
  return tx.$queryRaw`
    WITH rerouted AS (
      UPDATE notification n
      SET ${smsChange}
      FROM unnest(${reroutes.map((r) => r.id)}::uuid[], ${reroutes.map((r) => r.attempts)}::int[],
                  ${reroutes.map((r) => r.reason)}::text[]) AS r (id, attempts, reason), trade_relationship t
      WHERE n.id = r.id AND t.id = n.trade_relationship_id
        AND n.medium = 'CHAT' AND n.state IN ('QUEUED', 'RETRYING') AND NOT n.maybe_sent
      RETURNING n.*, r.attempts AS attempts_before, r.reason
    ),
    noted AS (
      INSERT INTO notification_event (notification_id, attempt, outcome, detail)
      SELECT id, attempts_before, 'REROUTED', reason FROM rerouted ORDER BY seq
    )
    SELECT ${job} FROM rerouted ORDER BY seq`;
}
