import { Prisma } from "#prisma/generated/client.ts";
import { MessageMedium, NotificationKind } from "#prisma/generated/enums.ts";
import type { Tx } from "#server/platform/db.ts";
import { classOf } from "./notification.rules.ts";
import type { Trouble } from "./notification.schema.ts";
import { troubleOf } from "./trouble.repository.ts";

// How the queue stands. Each query reads what waits (an index-only scan of notification_unsent_idx), never what was sent.

export interface WaitingCount {
  /** Their time has come. */
  due: number;
  /** They wait for their time: the night, a batch's time to be taken back, the next attempt. */
  later: number;
  /** Their sending is stopped. */
  stopped: number;
  sending: number;
  oldestQueuedAt: Date | null;
}

/** Payment 3, bill 2, reminder 1: the order in which they go. */
export type MessageClass = 1 | 2 | 3;

export interface ClassCount extends WaitingCount {
  medium: MessageMedium;
  messageClass: MessageClass;
  /** The most due messages of one distributor in this medium, of those with messages in this class. */
  largestDue: number;
}

const classOfKind = Prisma.sql`CASE n.kind ${Prisma.join(
  Object.values(NotificationKind).map(
    (kind) => Prisma.sql`WHEN ${kind}::notification_kind THEN ${classOf(kind)}::int`,
  ),
  " ",
)} END`;

// Whether a distributor's sending is stopped is asked once for all its messages. (now(), not clock_timestamp(): what
// changes with each row can't be looked up in an index.)
const perDistributor = Prisma.sql`
  SELECT p.distributor_id, p.medium, p.class, p.sending, p.oldest_queued_at,
         CASE WHEN stop.held THEN 0 ELSE p.due END AS due, CASE WHEN stop.held THEN 0 ELSE p.later END AS later,
         CASE WHEN stop.held THEN p.due + p.later ELSE 0 END AS stopped
  FROM (
    SELECT n.distributor_id, n.medium, ${classOfKind} AS class, min(n.queued_at) AS oldest_queued_at,
           count(*) FILTER (WHERE n.state = 'SENDING') AS sending,
           count(*) FILTER (WHERE n.state <> 'SENDING' AND n.due_at <= now()) AS due,
           count(*) FILTER (WHERE n.state <> 'SENDING' AND n.due_at > now()) AS later
    FROM notification n WHERE n.state IN ('QUEUED', 'SENDING', 'RETRYING')
    GROUP BY 1, 2, 3
  ) AS p
  CROSS JOIN LATERAL (
    SELECT EXISTS (SELECT FROM sending_stop s
                   WHERE s.distributor_id = p.distributor_id OR s.distributor_id IS NULL) AS held
  ) AS stop`;

/** By medium and class; classes without a message are left out. */
export function countByClass(tx: Tx): Promise<ClassCount[]> {
  return tx.$queryRaw`
    WITH part AS (${perDistributor}),
    whole AS (SELECT *, sum(due) OVER (PARTITION BY medium, distributor_id) AS due_of_distributor FROM part)
    SELECT medium::text AS medium, class AS "messageClass", sum(due)::int AS due, sum(later)::int AS later,
           sum(stopped)::int AS stopped, sum(sending)::int AS sending, min(oldest_queued_at) AS "oldestQueuedAt",
           max(due_of_distributor)::int AS "largestDue"
    FROM whole GROUP BY medium, class ORDER BY medium, class DESC`;
}

export interface DistributorCount extends WaitingCount {
  distributorId: string;
  distributorName: string;
  payments: number;
  bills: number;
  reminders: number;
  isStopped: boolean;
  /** How many distributors have messages waiting, those beyond the limit included. */
  distributorCount: number;
}

/** Those with the most messages that have not left, first. */
export function countByDistributor(tx: Tx, limit: number): Promise<DistributorCount[]> {
  return tx.$queryRaw`
    WITH part AS (${perDistributor}),
    whole AS (
      SELECT distributor_id, sum(due)::int AS due, sum(later)::int AS later, sum(stopped)::int AS stopped,
             sum(sending)::int AS sending, min(oldest_queued_at) AS oldest_queued_at,
             coalesce(sum(due + later + stopped + sending) FILTER (WHERE class = 3), 0)::int AS payments,
             coalesce(sum(due + later + stopped + sending) FILTER (WHERE class = 2), 0)::int AS bills,
             coalesce(sum(due + later + stopped + sending) FILTER (WHERE class = 1), 0)::int AS reminders,
             count(*) OVER ()::int AS distributor_count
      FROM part GROUP BY distributor_id
    )
    SELECT w.distributor_id AS "distributorId", d.name AS "distributorName", w.due, w.later, w.stopped, w.sending,
           w.oldest_queued_at AS "oldestQueuedAt", w.payments, w.bills, w.reminders,
           EXISTS (SELECT FROM sending_stop s WHERE s.distributor_id = w.distributor_id) AS "isStopped",
           w.distributor_count AS "distributorCount"
    FROM whole w JOIN distributor d ON d.id = w.distributor_id
    ORDER BY w.due + w.later + w.stopped + w.sending DESC, w.distributor_id LIMIT ${limit}`;
}

export interface RateUse {
  medium: MessageMedium;
  /** Requests that went out, answered well or not. */
  lastMinute: number;
  last10s: number;
}

/** The use of everybody's rate in the last minute; media without a request are left out. */
export function countRequests(tx: Tx): Promise<RateUse[]> {
  return tx.$queryRaw`
    SELECT r.medium::text AS medium, count(*)::int AS "lastMinute",
           count(*) FILTER (WHERE r.slot_at > now() - interval '10 seconds')::int AS "last10s"
    FROM (
      SELECT e.slot_at, (SELECT n.medium FROM notification n WHERE n.id = e.notification_id) AS medium
      FROM notification_event e WHERE e.slot_at > now() - interval '1 minute'
    ) AS r
    GROUP BY 1 ORDER BY 1`;
}

export interface LimitCount {
  medium: MessageMedium;
  /** `app`, `user`, `channel`, `read` or `create`: the limits of all users together, and so on. */
  limit: string;
  granted: number;
  returned: number;
  /** 429s. */
  refused: number;
  refusedAt: Date | null;
  /** The smallest burst that a refusal implied; null: none said. */
  serverBurst: number | null;
}

// The same table holds limits that are no medium's, such as how often an address may check statements.
const mediumOfLimit = Prisma.sql`upper(split_part(key, ':', 1))`;

/** The media's shared limits, those of one kind taken together: there may be one for each user and channel. */
export function listLimits(tx: Tx): Promise<LimitCount[]> {
  return tx.$queryRaw`
    SELECT ${mediumOfLimit} AS medium, split_part(key, ':', 2) AS limit,
           sum(granted)::float8 AS granted, sum(returned)::float8 AS returned, sum(refused)::float8 AS refused,
           max(refused_at) AS "refusedAt", min(server_burst) AS "serverBurst"
    FROM rate_bucket WHERE ${mediumOfLimit} IN (${Prisma.join(Object.values(MessageMedium))})
    GROUP BY 1, 2 ORDER BY 1, 2`;
}

export interface OpenBreaker {
  medium: MessageMedium;
  limit: string;
  /** Whose limit it is; null: everybody's. */
  distributorName: string | null;
  openSince: Date;
  failures: number;
  trouble: Trouble;
  detail: string | null;
  probeAt: Date;
}

/** Limits behind which the service does not answer or refuses us, everybody's first. */
export function listOpenBreakers(tx: Tx, limit: number): Promise<OpenBreaker[]> {
  return tx.$queryRaw`
    SELECT upper(split_part(r.key, ':', 1)) AS medium, split_part(r.key, ':', 2) AS limit,
           d.name AS "distributorName", r.open_since AS "openSince", r.failures,
           coalesce(${troubleOf(Prisma.sql`r.failure`)}, 'other') AS trouble, r.failure AS detail,
           r.probe_at AS "probeAt"
    FROM rate_bucket r
    LEFT JOIN distributor d ON d.chat_sender = substr(r.key, length(split_part(r.key, ':', 1)) + 7)
      AND split_part(r.key, ':', 2) = 'user'
    WHERE r.open_since IS NOT NULL
    ORDER BY split_part(r.key, ':', 2) <> 'app', r.open_since LIMIT ${limit}`;
}

export interface FailureCount {
  trouble: Trouble;
  count: number;
}

/** Failed messages by what they failed of, the most frequent first. */
export function countFailures(tx: Tx): Promise<FailureCount[]> {
  return tx.$queryRaw`
    SELECT f.trouble, count(*)::int AS count
    FROM (SELECT coalesce(${troubleOf(Prisma.sql`n.last_error`)}, 'other') AS trouble
          FROM notification n WHERE n.state = 'FAILED') AS f
    GROUP BY 1 ORDER BY 2 DESC, 1`;
}

/** Messages that have not reached their end, and failed ones. */
export function countByState(
  tx: Tx,
): Promise<{ state: string; kind: string; medium: string; count: number }[]> {
  return tx.$queryRaw`
    SELECT state::text AS state, kind::text AS kind, medium::text AS medium, count(*)::int AS count
    FROM notification WHERE state IN ('QUEUED', 'SENDING', 'RETRYING', 'FAILED') GROUP BY 1, 2, 3`;
}

/** How long the message that waits longest has been waiting since its time came; 0 when none waits. */
export async function oldestWaitingSeconds(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ seconds: number | null }[]>`
    SELECT extract(epoch FROM now() - min(coalesce(not_before, queued_at)))::float8 AS seconds
    FROM notification WHERE state IN ('QUEUED', 'RETRYING') AND coalesce(not_before, queued_at) <= now()`;
  return row?.seconds ?? 0;
}
