import { Prisma } from "#prisma/generated/client.ts";
import { type NoteFacts, type PaymentNotes, withNotes } from "#server/payments/payment-notes.ts";
import type { Tx } from "#server/platform/db.ts";
import type { StorePaymentsInput } from "./storefront.schema.ts";

/** One line of 납부 내역: a payment, or the reversal of one. */
export interface StorePayment extends PaymentNotes {
  id: string;
  kind: "PAYMENT" | "REVERSAL";
  paymentId: string;
  tradeRelationshipId: string;
  storeName: string;
  distributorName: string;
  depositorName: string | null;
  /** Above 0; a REVERSAL takes it back. */
  amountWon: bigint;
  tradedAt: Date;
  /** The bill that the payment is linked to; null: 청구서 없는 납부. */
  billId: string | null;
  billIssuedAt: Date | null;
  /** Of a PAYMENT: it was taken back. */
  reversed: boolean;
}

/** As it is read. */
type Row<Entry extends StorePayment> = Omit<Entry, keyof PaymentNotes> & NoteFacts;

export interface ListedStorePayment extends StorePayment {
  cursor: string;
}

/** The columns of an entry `e` (id, kind, payment_id, traded_at), joined to its payment `p`. */
const entryColumns = Prisma.sql`
  e.id, e.kind, p.id AS "paymentId", p.trade_relationship_id AS "tradeRelationshipId", st.name AS "storeName",
  d.name AS "distributorName", p.depositor_name AS "depositorName", p.amount_won AS "amountWon",
  e.traded_at AS "tradedAt", p.bill_id AS "billId", b.issued_at AS "billIssuedAt",
  e.kind = 'PAYMENT' AND p.payment_reversal_id IS NOT NULL AS reversed,
  payment_link_facts(p.id) AS "linkFacts", payment_refund_facts(p.id) AS "refundFacts"`;

const entryTables = Prisma.sql`
  JOIN payment_with_bill p ON p.id = e.payment_id
  JOIN store st ON st.id = p.store_id
  JOIN distributor d ON d.id = p.distributor_id
  LEFT JOIN bill b ON b.id = p.bill_id`;

/**
 * One page of the owner's payments and reversals, newest transfer first; one row more than `limit`. The page is cut
 * from the bare tables first, so that bills are looked up for its rows alone.
 */
export async function listStorePayments(
  tx: Tx,
  ownerPhone: string,
  input: StorePaymentsInput,
): Promise<ListedStorePayment[]> {
  const branch = (kind: "PAYMENT" | "REVERSAL") => pageBranch(kind, ownerPhone, input);
  const rows = await tx.$queryRaw<Row<ListedStorePayment>[]>`
    WITH e AS MATERIALIZED (
      (${branch("PAYMENT")}) UNION ALL (${branch("REVERSAL")})
      ORDER BY traded_at DESC, id DESC LIMIT ${input.limit + 1}
    )
    SELECT ${entryColumns}, e.traded_at::text || '|' || e.id AS cursor
    FROM e ${entryTables}
    ORDER BY e.traded_at DESC, e.id DESC`;
  return rows.map(withNotes);
}

function pageBranch(kind: "PAYMENT" | "REVERSAL", ownerPhone: string, input: StorePaymentsInput): Prisma.Sql {
  const entry = kind === "PAYMENT" ? Prisma.sql`p` : Prisma.sql`r`;
  const filters = [Prisma.sql`p.store_id IN (SELECT id FROM store WHERE owner_phone = ${ownerPhone})`];
  if (input.tradeRelationshipId)
    filters.push(Prisma.sql`p.trade_relationship_id = ${input.tradeRelationshipId}::uuid`);
  if (input.cursor) {
    const [tradedAt, id] = input.cursor.split("|");
    filters.push(Prisma.sql`(${entry}.traded_at, ${entry}.id) < (${tradedAt}::timestamptz, ${id}::uuid)`);
  }
  return Prisma.sql`
    SELECT ${entry}.id, ${kind} AS kind, p.id AS payment_id, ${entry}.traded_at
    FROM payment p ${kind === "REVERSAL" ? Prisma.sql`JOIN payment_reversal r ON r.payment_id = p.id` : Prisma.empty}
    WHERE ${Prisma.join(filters, " AND ")}
    ORDER BY ${entry}.traded_at DESC, ${entry}.id DESC LIMIT ${input.limit + 1}`;
}

/** All payments and reversals linked to a bill, newest first: as many as one store makes within a bill's life. */
export function listPaymentsOfBill(
  tx: Tx,
  bill: { billId: string; tradeRelationshipId: string },
): Promise<StorePayment[]> {
  return listTradeEntries(
    tx,
    bill.tradeRelationshipId,
    Prisma.sql`w.bill_id = ${bill.billId}::uuid`,
    Prisma.empty,
  );
}

/** The trade's newest payments and reversals that are not linked to any of these bills. */
export function listOtherPayments(
  tx: Tx,
  tradeRelationshipId: string,
  billIds: string[],
  limit: number,
): Promise<StorePayment[]> {
  return listTradeEntries(
    tx,
    tradeRelationshipId,
    Prisma.sql`(w.bill_id IS NULL OR w.bill_id <> ALL (${billIds}::uuid[]))`,
    Prisma.sql`LIMIT ${limit}`,
  );
}

async function listTradeEntries(
  tx: Tx,
  tradeRelationshipId: string,
  filter: Prisma.Sql,
  limit: Prisma.Sql,
): Promise<StorePayment[]> {
  const rows = await tx.$queryRaw<Row<StorePayment>[]>`
    WITH chosen AS MATERIALIZED (
      SELECT w.id, w.traded_at, w.payment_reversal_id, w.reversed_at FROM payment_with_bill w
      WHERE w.trade_relationship_id = ${tradeRelationshipId}::uuid AND ${filter}
    ), e AS MATERIALIZED (
      (SELECT id, 'PAYMENT' AS kind, id AS payment_id, traded_at FROM chosen)
      UNION ALL
      (SELECT payment_reversal_id, 'REVERSAL', id, reversed_at FROM chosen WHERE payment_reversal_id IS NOT NULL)
      ORDER BY traded_at DESC, id DESC ${limit}
    )
    SELECT ${entryColumns} FROM e ${entryTables}
    ORDER BY e.traded_at DESC, e.id DESC`;
  return rows.map(withNotes);
}
