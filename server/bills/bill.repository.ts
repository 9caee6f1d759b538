import { Prisma } from "#prisma/generated/client.ts";
import type { BillStatus } from "#prisma/generated/enums.ts";
import type { Tx } from "#server/platform/db.ts";
import type { ListBillsInput } from "./bill.schema.ts";

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
  bill: { distributorId: string; issuedBy: string; billBatchId: string | null; instant: string },
  source: BillSource,
): Promise<{ id: string; tradeRelationshipId: string }[]> {
  return tx.$queryRaw`
    INSERT INTO bill
      (distributor_id, store_id, trade_relationship_id, bill_batch_id, amount_won,
       period_start_on, period_end_on, due_on, memo, issued_at, issued_by)
    SELECT t.distributor_id, t.store_id, t.id, ${bill.billBatchId}::uuid, s.amount_won,
           s.period_start_on, s.period_end_on, s.due_on, s.memo, ${bill.instant}::timestamptz, ${bill.issuedBy}::uuid
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

/** A bill as lists and the detail show it. Days are yyyy-mm-dd. */
export interface BillRow {
  id: string;
  tradeRelationshipId: string;
  storeName: string;
  customerCode: string;
  status: BillStatus;
  amountWon: bigint;
  /** Linked payments less reversals. */
  collectedWon: bigint;
  /** Only of an ACTIVE bill (rule R3): what has not been seen to come in, not below 0. */
  remainingWon: bigint | null;
  periodStartOn: string | null;
  periodEndOn: string | null;
  dueOn: string | null;
  memo: string | null;
  issuedAt: Date;
  endedAt: Date | null;
  cancelReason: string | null;
  remindedAt: Date | null;
}

const billColumns = Prisma.sql`
  b.id, b.trade_relationship_id AS "tradeRelationshipId", st.name AS "storeName", t.customer_code AS "customerCode",
  b.status::text AS status, b.amount_won AS "amountWon", c.collected_won AS "collectedWon",
  CASE WHEN b.status = 'ACTIVE' THEN greatest(b.amount_won - c.collected_won, 0) END AS "remainingWon",
  b.period_start_on::text AS "periodStartOn", b.period_end_on::text AS "periodEndOn", b.due_on::text AS "dueOn",
  b.memo, b.issued_at AS "issuedAt", b.ended_at AS "endedAt", b.cancel_reason AS "cancelReason",
  (SELECT max(r.requested_at) FROM unpaid_reminder r WHERE r.bill_id = b.id) AS "remindedAt"`;

const billTables = Prisma.sql`
  bill b
  JOIN trade_relationship t ON t.id = b.trade_relationship_id
  JOIN store st ON st.id = b.store_id
  CROSS JOIN LATERAL (SELECT bill_collected_won(b) AS collected_won) c`;

/** One page, newest first; `limit` + 1 rows. */
export function listBills(tx: Tx, distributorId: string, input: ListBillsInput): Promise<BillRow[]> {
  const filters = [Prisma.sql`b.distributor_id = ${distributorId}::uuid`];
  if (input.cursor) filters.push(Prisma.sql`b.id < ${input.cursor}::uuid`);
  if (input.status !== "ALL") filters.push(Prisma.sql`b.status = ${input.status}::bill_status`);
  if (input.uncoveredOnly) filters.push(Prisma.sql`b.status = 'ACTIVE' AND c.collected_won < b.amount_won`);
  if (input.search) {
    const escaped = input.search.replace(/[\\%_]/g, "\\$&");
    filters.push(Prisma.sql`(st.name ILIKE ${`%${escaped}%`} OR t.customer_code ILIKE ${`${escaped}%`})`);
  }
  if (input.tradeRelationshipId)
    filters.push(Prisma.sql`b.trade_relationship_id = ${input.tradeRelationshipId}::uuid`);
  if (input.billBatchId) filters.push(Prisma.sql`b.bill_batch_id = ${input.billBatchId}::uuid`);
  if (input.issuedFromOn) {
    filters.push(
      Prisma.sql`b.issued_at >= (${input.issuedFromOn}::date)::timestamp AT TIME ZONE 'Asia/Seoul'`,
    );
  }
  if (input.issuedToOn) {
    filters.push(
      Prisma.sql`b.issued_at < (${input.issuedToOn}::date + 1)::timestamp AT TIME ZONE 'Asia/Seoul'`,
    );
  }
  return tx.$queryRaw`
    SELECT ${billColumns} FROM ${billTables}
    WHERE ${Prisma.join(filters, " AND ")}
    ORDER BY b.id DESC LIMIT ${input.limit + 1}`;
}

export async function findBill(tx: Tx, distributorId: string, billId: string): Promise<BillRow | null> {
  const [row] = await tx.$queryRaw<BillRow[]>`
    SELECT ${billColumns} FROM ${billTables}
    WHERE b.id = ${billId}::uuid AND b.distributor_id = ${distributorId}::uuid`;
  return row ?? null;
}

/** How many active bills there are, how many of them are covered, have come in in part, or not at all. */
export async function countActiveBills(tx: Tx, distributorId: string): Promise<ActiveBillCounts> {
  const [row] = await tx.$queryRaw<ActiveBillCounts[]>`
    SELECT count(*)::int AS active,
           count(*) FILTER (WHERE c.collected_won >= b.amount_won)::int AS covered,
           count(*) FILTER (WHERE c.collected_won > 0 AND c.collected_won < b.amount_won)::int AS partly,
           count(*) FILTER (WHERE c.collected_won <= 0)::int AS untouched
    FROM bill b CROSS JOIN LATERAL (SELECT bill_collected_won(b) AS collected_won) c
    WHERE b.distributor_id = ${distributorId}::uuid AND b.status = 'ACTIVE'`;
  return row ?? { active: 0, covered: 0, partly: 0, untouched: 0 };
}

export interface ActiveBillCounts {
  active: number;
  covered: number;
  partly: number;
  untouched: number;
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
  const chosen = billIds ? Prisma.sql`AND b.id = ANY (${billIds}::uuid[])` : Prisma.empty;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT b.id FROM bill b
    WHERE b.distributor_id = ${distributorId}::uuid AND b.status = 'ACTIVE' ${chosen}
      AND bill_collected_won(b) < b.amount_won
    ORDER BY b.id FOR NO KEY UPDATE`;
  return rows.map((row) => row.id);
}

/** Notes a reminder for each bill that was not reminded within the quiet period. */
export function insertReminders(
  tx: Tx,
  reminder: { billIds: string[]; requestedBy: string; quietHours: number },
): Promise<{ id: string; billId: string; tradeRelationshipId: string }[]> {
  return tx.$queryRaw`
    WITH reminded AS (
      INSERT INTO unpaid_reminder (bill_id, requested_by)
      SELECT due.id, ${reminder.requestedBy}::uuid FROM unnest(${reminder.billIds}::uuid[]) AS due (id)
      WHERE NOT EXISTS (
        SELECT FROM unpaid_reminder r
        WHERE r.bill_id = due.id AND r.requested_at > sunap_now() - make_interval(hours => ${reminder.quietHours}::int))
      RETURNING id, bill_id
    )
    SELECT reminded.id, reminded.bill_id AS "billId", b.trade_relationship_id AS "tradeRelationshipId"
    FROM reminded JOIN bill b ON b.id = reminded.bill_id ORDER BY b.id`;
}
