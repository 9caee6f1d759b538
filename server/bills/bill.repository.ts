import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";

/**
 * A query that yields what to bill, one row a trade relationship: trade_relationship_id uuid, amount_won bigint,
 * period_start_on, period_end_on, due_on date, memo text. From an import's staging table or from values.
 */
export type BillSource = Prisma.Sql;

/** One bill, from values. Days are yyyy-mm-dd. */
export function singleBillSource(bill: {
  tradeRelationshipId: string;
  amountWon: bigint;
  periodStartOn: string | null;
  periodEndOn: string | null;
  dueOn: string | null;
  memo: string | null;
}): BillSource {
  return Prisma.sql`
    SELECT ${bill.tradeRelationshipId}::uuid AS trade_relationship_id, ${bill.amountWon}::bigint AS amount_won,
           ${bill.periodStartOn}::date AS period_start_on, ${bill.periodEndOn}::date AS period_end_on,
           ${bill.dueOn}::date AS due_on, ${bill.memo || null}::text AS memo`;
}

/**
 * Locks the relationships to be billed, in id order so that two issues cannot deadlock, and counts them.
 * Ended relationships, those without an account and those of another distributor are not counted.
 */
export async function lockBillable(tx: Tx, distributorId: string, source: BillSource): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    WITH locked AS MATERIALIZED (
      SELECT t.id FROM trade_relationship t
      WHERE t.id IN (SELECT s.trade_relationship_id FROM (${source}) s)
        AND t.distributor_id = ${distributorId}::uuid AND t.ended_at IS NULL
      ORDER BY t.id FOR NO KEY UPDATE
    )
    SELECT count(*)::int AS count FROM locked
    JOIN virtual_account a ON a.trade_relationship_id = locked.id`;
  return row?.count ?? 0;
}

/**
 * The moment at which bills of the locked relationships can be issued: now, but after everything that happened to
 * their earlier bills, also when the clock was set back. Text, as a Date would cut the microseconds.
 */
export async function issueInstant(tx: Tx, source: BillSource): Promise<string> {
  const [row] = await tx.$queryRaw<{ instant: string }[]>`
    SELECT greatest(
      sunap_now(),
      (SELECT max(coalesce(b.ended_at, b.issued_at)) + interval '1 microsecond'
       FROM bill b WHERE b.trade_relationship_id IN (SELECT s.trade_relationship_id FROM (${source}) s))
    )::text AS instant`;
  if (!row) throw new Error("no issue instant");
  return row.instant;
}

/** Rule R4: the previous active bills end in the moment the new ones begin. */
export function expirePreviousBills(tx: Tx, source: BillSource, instant: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE bill b SET status = 'EXPIRED', ended_at = ${instant}::timestamptz
    WHERE b.status = 'ACTIVE'
      AND b.trade_relationship_id IN (SELECT s.trade_relationship_id FROM (${source}) s)`;
}

export function insertBills(
  tx: Tx,
  bill: {
    distributorId: string;
    issuedBy: string;
    billBatchId: string | null;
    correctsBillId: string | null;
    instant: string;
  },
  source: BillSource,
): Promise<{ id: string; tradeRelationshipId: string }[]> {
  return tx.$queryRaw`
    INSERT INTO bill
      (distributor_id, store_id, trade_relationship_id, bill_batch_id, amount_won,
       period_start_on, period_end_on, due_on, memo, issued_at, issued_by, corrects_bill_id)
    SELECT t.distributor_id, t.store_id, t.id, ${bill.billBatchId}::uuid, s.amount_won,
           s.period_start_on, s.period_end_on, s.due_on, s.memo, ${bill.instant}::timestamptz, ${bill.issuedBy}::uuid,
           ${bill.correctsBillId}::uuid
    FROM (${source}) s
    JOIN trade_relationship t ON t.id = s.trade_relationship_id AND t.distributor_id = ${bill.distributorId}::uuid
    ORDER BY t.customer_code
    RETURNING id, trade_relationship_id AS "tradeRelationshipId"`;
}

/** Cancels an active bill; false when it is not active (any more). The caller holds the relationship's lock. */
export async function cancelActiveBill(
  tx: Tx,
  cancel: { billId: string; distributorId: string; canceledBy: string; reason: string },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE bill b SET status = 'CANCELED', canceled_by = ${cancel.canceledBy}::uuid, cancel_reason = ${cancel.reason},
                      ended_at = greatest(sunap_now(), b.issued_at + interval '1 microsecond')
    WHERE b.id = ${cancel.billId}::uuid AND b.distributor_id = ${cancel.distributorId}::uuid AND b.status = 'ACTIVE'`;
  return count === 1;
}

/** Why a bill of a selection was not cancelled. */
export type NotCanceled = "NOT_ACTIVE" | "PAID";

export interface CancelOutcome {
  billId: string;
  tradeRelationshipId: string;
  storeName: string;
  notCanceled: NotCanceled | null;
}

/** Locks the relationships of these bills in the order in which an issue locks them, so that the two cannot deadlock. */
export async function lockRelationshipsOf(tx: Tx, distributorId: string, billIds: string[]): Promise<void> {
  await tx.$executeRaw`
    SELECT FROM trade_relationship t
    WHERE t.id IN (SELECT b.trade_relationship_id FROM bill b
                   WHERE b.id = ANY (${billIds}::uuid[]) AND b.distributor_id = ${distributorId}::uuid)
    ORDER BY t.id FOR NO KEY UPDATE`;
}

/**
 * Cancels those of the bills that are active, without `includePaid` only those to which nothing has come in; answers
 * about each. The caller holds the relationships' locks.
 */
export function cancelActiveBills(
  tx: Tx,
  cancel: {
    billIds: string[];
    distributorId: string;
    canceledBy: string;
    reason: string;
    includePaid: boolean;
  },
): Promise<CancelOutcome[]> {
  return tx.$queryRaw`
    WITH candidate AS MATERIALIZED (
      SELECT b.id, b.trade_relationship_id, st.name,
             CASE WHEN b.status <> 'ACTIVE' THEN 'NOT_ACTIVE'
                  WHEN NOT ${cancel.includePaid}::boolean AND bill_collected_won(b) > 0 THEN 'PAID' END AS obstacle
      FROM bill b JOIN store st ON st.id = b.store_id
      WHERE b.id = ANY (${cancel.billIds}::uuid[]) AND b.distributor_id = ${cancel.distributorId}::uuid
    ),
    canceled AS (
      UPDATE bill b
      SET status = 'CANCELED', canceled_by = ${cancel.canceledBy}::uuid, cancel_reason = ${cancel.reason},
          ended_at = greatest(sunap_now(), b.issued_at + interval '1 microsecond')
      FROM candidate c WHERE b.id = c.id AND c.obstacle IS NULL AND b.status = 'ACTIVE'
    )
    SELECT c.id AS "billId", c.trade_relationship_id AS "tradeRelationshipId", c.name AS "storeName",
           c.obstacle AS "notCanceled"
    FROM candidate c ORDER BY c.id`;
}

/** Whether a bill is (still) active. The caller holds its relationship's lock. */
export async function isActiveBill(tx: Tx, billId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT b.id FROM bill b WHERE b.id = ${billId}::uuid AND b.status = 'ACTIVE'`;
  return row !== undefined;
}

export async function findBillRelationship(
  tx: Tx,
  billId: string,
  distributorId: string,
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ tradeRelationshipId: string }[]>`
    SELECT b.trade_relationship_id AS "tradeRelationshipId" FROM bill b
    WHERE b.id = ${billId}::uuid AND b.distributor_id = ${distributorId}::uuid`;
  return row?.tradeRelationshipId ?? null;
}
