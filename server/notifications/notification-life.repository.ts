import { Prisma } from "#prisma/generated/client.ts";
import type {
  MessageMedium,
  NotificationKind,
  NotificationRecipient,
  NotificationState,
} from "#prisma/generated/enums.ts";
import type { Tx } from "#server/platform/db.ts";
import type { Trouble } from "./notification.schema.ts";
import { troubleOf } from "./trouble.repository.ts";

/** A message as it stands, with all that may keep it waiting. */
export interface LifeFacts {
  id: string;
  kind: NotificationKind;
  recipient: NotificationRecipient;
  state: NotificationState;
  medium: MessageMedium;
  sender: string;
  queuedAt: Date;
  attempts: number;
  text: string | null;
  sentAt: Date | null;
  endedAt: Date | null;
  dropReason: string | null;
  lastError: string | null;
  trouble: Trouble | null;
  /** While it has not ended. */
  dueAt: Date | null;
  /** Its time has not come. */
  isEarly: boolean;
  /** It waits so that its batch of bills can still be taken back. */
  isHeld: boolean;
  /** Its sending is stopped; of everybody's stop the reason is not given. */
  stop: "own" | "all" | null;
  stopReason: string | null;
  /** The service does not answer, or refuses us; when that is looked into next. */
  breaker: Trouble | null;
  probeAt: Date | null;
  /** An earlier message of its channel has not ended. */
  isBehind: boolean;
}

/** distributorId null: of any distributor (admin). Null when there is none, or it is another tenant's. */
export async function findLifeFacts(
  tx: Tx,
  distributorId: string | null,
  notificationId: string,
): Promise<LifeFacts | null> {
  const [row] = await tx.$queryRaw<LifeFacts[]>`
    SELECT n.id, n.kind::text AS kind, n.recipient::text AS recipient, n.state::text AS state,
           n.medium::text AS medium, n.sender, n.queued_at AS "queuedAt", n.attempts, n.text,
           n.sent_at AS "sentAt", n.ended_at AS "endedAt", n.drop_reason AS "dropReason",
           n.last_error AS "lastError", ${troubleOf(Prisma.sql`n.last_error`)} AS trouble,
           n.due_at AS "dueAt", coalesce(n.due_at > clock_timestamp(), false) AS "isEarly",
           coalesce(batch.hold_until >= n.not_before, false) AS "isHeld",
           stop.stop, stop.reason AS "stopReason", breaker.trouble AS breaker, breaker.probe_at AS "probeAt",
           EXISTS (SELECT FROM notification before
                   WHERE before.channel = n.channel AND before.seq < n.seq
                     AND before.state IN ('QUEUED', 'SENDING', 'RETRYING')) AS "isBehind"
    FROM notification n
    LEFT JOIN bill b ON b.id = n.bill_id AND n.not_before IS NOT NULL
    LEFT JOIN bill_batch batch ON batch.id = b.bill_batch_id
    LEFT JOIN LATERAL (
      SELECT CASE WHEN s.distributor_id IS NULL THEN 'all' ELSE 'own' END AS stop,
             CASE WHEN s.distributor_id IS NOT NULL THEN s.reason END AS reason
      FROM sending_stop s WHERE s.distributor_id = n.distributor_id OR s.distributor_id IS NULL
      ORDER BY s.distributor_id NULLS LAST LIMIT 1
    ) AS stop ON true
    LEFT JOIN LATERAL (
      SELECT coalesce(${troubleOf(Prisma.sql`r.failure`)}, 'other') AS trouble, r.probe_at
      FROM rate_bucket r
      WHERE r.key IN (lower(n.medium::text) || ':app', lower(n.medium::text) || ':user:' || n.sender)
        AND r.open_since IS NOT NULL
      ORDER BY r.probe_at DESC LIMIT 1
    ) AS breaker ON true
    WHERE n.id = ${notificationId}::uuid
      AND ${distributorId ? Prisma.sql`n.distributor_id = ${distributorId}::uuid` : Prisma.sql`true`}`;
  return row ?? null;
}

export interface LifeEvent {
  id: string;
  at: Date;
  attempt: number;
  outcome: string;
  /** The slot in which a request went out; null when none did. */
  slotAt: Date | null;
  detail: string | null;
  trouble: Trouble | null;
}

/** The last things that happened to a message, the latest first; `limit` + 1 of them. The caller has checked whose it is. */
export function listLifeEvents(tx: Tx, notificationId: string, limit: number): Promise<LifeEvent[]> {
  return tx.$queryRaw`
    SELECT e.id::text AS id, e.at, e.attempt, e.outcome, e.slot_at AS "slotAt", e.detail,
           CASE WHEN e.outcome <> 'DROPPED' THEN ${troubleOf(Prisma.sql`e.detail`)} END AS trouble
    FROM notification_event e WHERE e.notification_id = ${notificationId}::uuid
    ORDER BY e.id DESC LIMIT ${limit + 1}`;
}

/** How many messages of a medium go before this one, as things stand: those that are due and of a higher priority. */
export async function countAhead(tx: Tx, notificationId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count
    FROM notification n
    JOIN notification other ON other.medium = n.medium AND other.due_at <= now()
      AND (other.priority > n.priority OR (other.priority = n.priority AND other.seq < n.seq))
    WHERE n.id = ${notificationId}::uuid
      AND NOT EXISTS (SELECT FROM sending_stop s WHERE s.distributor_id = other.distributor_id)`;
  return row?.count ?? 0;
}
