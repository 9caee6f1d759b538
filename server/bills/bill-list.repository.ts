import { Prisma } from "#prisma/generated/client.ts";
import type { BillStatus } from "#prisma/generated/enums.ts";
import type { Tx } from "#server/platform/db.ts";
import type { ListBillsInput } from "./bill.schema.ts";
import { type BillSort, readBillCursor, sortOf } from "./bill-order.ts";
import { paidWithoutBillSince } from "./reminder.repository.ts";
import { ofStoresFound } from "./store-search.repository.ts";

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
  /** Only of an ACTIVE bill: what its store has paid without a bill since this one was issued. */
  paidWithoutBillWon: bigint | null;
  periodStartOn: string | null;
  periodEndOn: string | null;
  dueOn: string | null;
  memo: string | null;
  issuedAt: Date;
  endedAt: Date | null;
  cancelReason: string | null;
  remindedAt: Date | null;
  /** Its store is never reminded: the distributor wishes it so. */
  remindersOff: boolean;
  /** The wrong bill in whose place it was issued. */
  correctsBillId: string | null;
  /** The bill that was issued in its place, as it was wrong. */
  correctedByBillId: string | null;
}

const billColumns = Prisma.sql`
  b.id, b.trade_relationship_id AS "tradeRelationshipId", st.name AS "storeName", t.customer_code AS "customerCode",
  b.status::text AS status, b.amount_won AS "amountWon", c.collected_won AS "collectedWon",
  CASE WHEN b.status = 'ACTIVE' THEN greatest(b.amount_won - c.collected_won, 0) END AS "remainingWon",
  CASE WHEN b.status = 'ACTIVE' THEN (SELECT paid.paid_won FROM (${paidWithoutBillSince}) paid) END
    AS "paidWithoutBillWon",
  b.period_start_on::text AS "periodStartOn", b.period_end_on::text AS "periodEndOn", b.due_on::text AS "dueOn",
  b.memo, b.issued_at AS "issuedAt", b.ended_at AS "endedAt", b.cancel_reason AS "cancelReason",
  (SELECT max(r.requested_at) FROM unpaid_reminder r WHERE r.bill_id = b.id) AS "remindedAt",
  t.reminders_off_at IS NOT NULL AS "remindersOff", b.corrects_bill_id AS "correctsBillId",
  (SELECT better.id FROM bill better WHERE better.corrects_bill_id = b.id) AS "correctedByBillId"`;

const billTables = Prisma.sql`
  bill b
  JOIN trade_relationship t ON t.id = b.trade_relationship_id
  JOIN store st ON st.id = b.store_id
  CROSS JOIN LATERAL (SELECT bill_collected_won(b) AS collected_won) c`;

/** One page; `limit` + 1 rows. */
export async function listBills(tx: Tx, distributorId: string, input: ListBillsInput): Promise<BillRow[]> {
  const sort = sortOf(input);
  const filters = filtersOf(distributorId, input);
  if (input.search) filters.push(await ofStoresFound(tx, distributorId, input.search));
  if (input.cursor) filters.push(after(sort, readBillCursor(input.cursor)));
  return tx.$queryRaw`
    SELECT ${billColumns} FROM ${billTables}
    WHERE ${Prisma.join(filters, " AND ")}
    ORDER BY ${orders[sort]} LIMIT ${input.limit + 1}`;
}

/** Each ends with the id, which makes it unique, and has an index behind it. */
const orders: Record<BillSort, Prisma.Sql> = {
  NEWEST: Prisma.sql`b.id DESC`,
  OLDEST: Prisma.sql`b.id`,
  AMOUNT_HIGH: Prisma.sql`b.amount_won DESC, b.id DESC`,
  AMOUNT_LOW: Prisma.sql`b.amount_won, b.id`,
  DUE: Prisma.sql`coalesce(b.due_on, 'infinity'), b.id`,
  STORE: Prisma.sql`st.name COLLATE "C", b.id`,
};

function after(sort: BillSort, { id, value }: { id: string; value: string }): Prisma.Sql {
  switch (sort) {
    case "NEWEST":
      return Prisma.sql`b.id < ${id}::uuid`;
    case "OLDEST":
      return Prisma.sql`b.id > ${id}::uuid`;
    case "AMOUNT_HIGH":
      return Prisma.sql`(b.amount_won, b.id) < (${value}::text::bigint, ${id}::uuid)`;
    case "AMOUNT_LOW":
      return Prisma.sql`(b.amount_won, b.id) > (${value}::text::bigint, ${id}::uuid)`;
    case "DUE":
      return Prisma.sql`(coalesce(b.due_on, 'infinity'), b.id) > (${value}::text::date, ${id}::uuid)`;
    case "STORE": // the first half alone is what the index of names can begin at
      return Prisma.sql`st.name COLLATE "C" >= ${value} AND (st.name COLLATE "C", b.id) > (${value}, ${id}::uuid)`;
  }
}

function filtersOf(distributorId: string, input: ListBillsInput): Prisma.Sql[] {
  const filters = [Prisma.sql`b.distributor_id = ${distributorId}::uuid`];
  if (input.status !== "ALL") filters.push(Prisma.sql`b.status = ${input.status}::bill_status`);
  if (input.uncoveredOnly) filters.push(Prisma.sql`b.status = 'ACTIVE' AND c.collected_won < b.amount_won`);
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
  return filters;
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
