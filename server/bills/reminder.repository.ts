import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";

/** Why a store of a selection is not reminded. */
export type NotReminded = "NOT_ACTIVE" | "COVERED" | "REMINDERS_OFF" | "RECENT";

export interface ReminderOutcome {
  billId: string;
  tradeRelationshipId: string;
  storeName: string;
  customerCode: string;
  /** The reminder; null when `notReminded` says why there is none. */
  reminderId: string | null;
  notReminded: NotReminded | null;
}

/**
 * Locks the active bills (all, or those named) that are not covered, so that a second click waits for the first: the
 * next statement then sees the first one's reminders.
 */
export async function lockUncoveredBills(
  tx: Tx,
  distributorId: string,
  billIds: string[] | null,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT b.id FROM bill b
    WHERE b.distributor_id = ${distributorId}::uuid AND b.status = 'ACTIVE' ${among(billIds)}
      AND bill_collected_won(b) < b.amount_won
    ORDER BY b.id FOR NO KEY UPDATE`;
  return rows.map((row) => row.id);
}

const among = (billIds: string[] | null) =>
  billIds ? Prisma.sql`AND b.id = ANY (${billIds}::uuid[])` : Prisma.empty;

/**
 * Of a bill `b` with relationship `t`: its store was reminded, or will be, within the quiet period. Of another bill of
 * the same trade too: it is the same reader.
 */
const wasReminded = (quietHours: number) => Prisma.sql`EXISTS (
  SELECT FROM unpaid_reminder r JOIN bill rb ON rb.id = r.bill_id
  WHERE rb.trade_relationship_id = b.trade_relationship_id
    AND greatest(r.requested_at, r.not_before) > sunap_now() - make_interval(hours => ${quietHours}::int))`;

const obstacleOf = (quietHours: number) => Prisma.sql`
  CASE WHEN t.reminders_off_at IS NOT NULL THEN 'REMINDERS_OFF'
       WHEN ${wasReminded(quietHours)} THEN 'RECENT' END`;

/** Notes a reminder for each of these uncovered bills whose store wants and may be reminded; answers about each. */
export function insertReminders(
  tx: Tx,
  reminder: { billIds: string[]; requestedBy: string | null; quietHours: number; notBefore: Date | null },
): Promise<ReminderOutcome[]> {
  return tx.$queryRaw`
    WITH candidate AS MATERIALIZED (
      SELECT b.id, b.trade_relationship_id, st.name, t.customer_code, ${obstacleOf(reminder.quietHours)} AS obstacle
      FROM unnest(${reminder.billIds}::uuid[]) AS uncovered (id)
      JOIN bill b ON b.id = uncovered.id
      JOIN trade_relationship t ON t.id = b.trade_relationship_id
      JOIN store st ON st.id = b.store_id
    ),
    reminded AS (
      INSERT INTO unpaid_reminder (bill_id, requested_by, not_before)
      SELECT c.id, ${reminder.requestedBy}::uuid, ${reminder.notBefore?.toISOString() ?? null}::timestamptz
      FROM candidate c WHERE c.obstacle IS NULL ORDER BY c.id
      RETURNING id, bill_id
    )
    SELECT c.id AS "billId", c.trade_relationship_id AS "tradeRelationshipId", c.name AS "storeName",
           c.customer_code AS "customerCode", reminded.id AS "reminderId", c.obstacle AS "notReminded"
    FROM candidate c LEFT JOIN reminded ON reminded.bill_id = c.id ORDER BY c.id`;
}

/** Of a selection the bills that need no reminder: ended, or covered. */
export function listNeedless(
  tx: Tx,
  distributorId: string,
  billIds: string[],
  uncovered: string[],
): Promise<ReminderOutcome[]> {
  return tx.$queryRaw`
    SELECT b.id AS "billId", b.trade_relationship_id AS "tradeRelationshipId", st.name AS "storeName",
           t.customer_code AS "customerCode", NULL AS "reminderId",
           CASE WHEN b.status = 'ACTIVE' THEN 'COVERED' ELSE 'NOT_ACTIVE' END AS "notReminded"
    FROM bill b
    JOIN trade_relationship t ON t.id = b.trade_relationship_id
    JOIN store st ON st.id = b.store_id
    WHERE b.distributor_id = ${distributorId}::uuid AND b.id = ANY (${billIds}::uuid[])
      AND NOT b.id = ANY (${uncovered}::uuid[])
    ORDER BY b.id`;
}

/** How a reminder of these bills (all, or those named) would turn out now. */
export interface ReminderForecast {
  due: number;
  recent: number;
  off: number;
  covered: number;
  notActive: number;
  /** A bill that would be reminded, for the sample; the one with the lowest customer code. */
  sampleBillId: string | null;
}

export async function forecastReminders(
  tx: Tx,
  distributorId: string,
  billIds: string[] | null,
  quietHours: number,
): Promise<ReminderForecast> {
  const [row] = await tx.$queryRaw<ReminderForecast[]>`
    WITH candidate AS (
      SELECT b.id, t.customer_code,
             CASE WHEN b.status <> 'ACTIVE' THEN 'NOT_ACTIVE'
                  WHEN bill_collected_won(b) >= b.amount_won THEN 'COVERED'
                  ELSE coalesce(${obstacleOf(quietHours)}, 'DUE') END AS outcome
      FROM bill b JOIN trade_relationship t ON t.id = b.trade_relationship_id
      WHERE b.distributor_id = ${distributorId}::uuid
        ${billIds ? among(billIds) : Prisma.sql`AND b.status = 'ACTIVE'`}
    )
    SELECT count(*) FILTER (WHERE outcome = 'DUE')::int AS due,
           count(*) FILTER (WHERE outcome = 'RECENT')::int AS recent,
           count(*) FILTER (WHERE outcome = 'REMINDERS_OFF')::int AS off,
           count(*) FILTER (WHERE outcome = 'COVERED')::int AS covered,
           count(*) FILTER (WHERE outcome = 'NOT_ACTIVE')::int AS "notActive",
           (SELECT id FROM candidate WHERE outcome = 'DUE' ORDER BY customer_code LIMIT 1) AS "sampleBillId"
    FROM candidate`;
  if (!row) throw new Error("a count has one row");
  return row;
}

/** A store that would be reminded although it has paid something since its bill was issued. */
export interface PaidWithoutBill {
  billId: string;
  tradeRelationshipId: string;
  storeName: string;
  customerCode: string;
  /** The sum of those payments. */
  paidWon: bigint;
  paidAt: Date;
}

/**
 * Of an active bill `b`: what its store has paid without a bill since it was issued. "Since" by the transfer or by the
 * bank's notice, as whoever issued the bill can't have known a payment that was reported later. A function over the
 * payments of one relationship.
 */
export const paidWithoutBillSince = Prisma.sql`
  SELECT coalesce(sum(p.amount_won), 0)::bigint AS paid_won, max(p.traded_at) AS paid_at
  FROM payment_with_bill p
  WHERE p.trade_relationship_id = b.trade_relationship_id AND p.bill_id IS NULL AND p.payment_reversal_id IS NULL
    AND (p.traded_at >= b.issued_at OR p.recorded_at >= b.issued_at)`;

/** Those among the bills that would be reminded, at most `limit`. */
export function listPaidWithoutBill(
  tx: Tx,
  distributorId: string,
  billIds: string[] | null,
  limit: number,
): Promise<PaidWithoutBill[]> {
  return tx.$queryRaw`
    SELECT b.id AS "billId", b.trade_relationship_id AS "tradeRelationshipId", st.name AS "storeName",
           t.customer_code AS "customerCode", paid.paid_won AS "paidWon", paid.paid_at AS "paidAt"
    FROM bill b
    JOIN trade_relationship t ON t.id = b.trade_relationship_id
    JOIN store st ON st.id = b.store_id
    CROSS JOIN LATERAL (${paidWithoutBillSince}) paid
    WHERE b.distributor_id = ${distributorId}::uuid AND b.status = 'ACTIVE' ${among(billIds)}
      AND t.reminders_off_at IS NULL AND paid.paid_won > 0 AND bill_collected_won(b) < b.amount_won
    ORDER BY t.customer_code LIMIT ${limit}`;
}

/** Turns reminders to a store off or on. True when that changed anything; null when there is no such relationship. */
export async function setRemindersOff(
  tx: Tx,
  set: { tradeRelationshipId: string; distributorId: string; off: boolean },
): Promise<boolean | null> {
  const [row] = await tx.$queryRaw<{ wasOff: boolean }[]>`
    WITH before AS (
      SELECT t.id, t.reminders_off_at IS NOT NULL AS was_off FROM trade_relationship t
      WHERE t.id = ${set.tradeRelationshipId}::uuid AND t.distributor_id = ${set.distributorId}::uuid
      FOR NO KEY UPDATE
    ),
    changed AS (
      UPDATE trade_relationship t
      SET reminders_off_at = CASE WHEN ${set.off}::boolean THEN sunap_now() END
      FROM before WHERE t.id = before.id AND before.was_off <> ${set.off}::boolean
    )
    SELECT was_off AS "wasOff" FROM before`;
  return row ? row.wasOff !== set.off : null;
}

export interface StoreWithoutReminders {
  tradeRelationshipId: string;
  storeName: string;
  customerCode: string;
  offAt: Date;
}

/** The stores that are never reminded; `limit` + 1 rows, by relationship. */
export function listRemindersOff(
  tx: Tx,
  distributorId: string,
  page: { cursor?: string | null | undefined; limit: number },
): Promise<StoreWithoutReminders[]> {
  return tx.$queryRaw`
    SELECT t.id AS "tradeRelationshipId", st.name AS "storeName", t.customer_code AS "customerCode",
           t.reminders_off_at AS "offAt"
    FROM trade_relationship t JOIN store st ON st.id = t.store_id
    WHERE t.distributor_id = ${distributorId}::uuid AND t.reminders_off_at IS NOT NULL
      AND (${page.cursor ?? null}::uuid IS NULL OR t.id > ${page.cursor ?? null}::uuid)
    ORDER BY t.id LIMIT ${page.limit + 1}`;
}
