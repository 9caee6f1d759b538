import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import type { PayoutStatus } from "./payout.repository.ts";
import type { ItemReason } from "./settlement.rules.ts";
import type { ItemsInput, ListSettlementsInput } from "./settlement.schema.ts";

/** What one payout consists of. */
export interface SettlementRow {
  settlementId: string;
  payoutOn: string;
  status: "OPEN" | "CLOSED";
  closedAt: Date | null;
  paymentCount: number;
  reversalCount: number;
  grossWon: bigint;
  feeWon: bigint;
  vatWon: bigint;
  netWon: bigint;
  /** Null until the settlement is closed. */
  payoutId: string | null;
  payoutStatus: PayoutStatus | null;
  /** What is (to be) paid out: the net amount and what earlier settlements fell short of; not below zero. */
  payoutWon: bigint | null;
  /** What earlier settlements fell short of; 0 or below. */
  carriedInWon: bigint | null;
  /** What the next payout has to make up for; 0 or below. */
  carriedOutWon: bigint | null;
  paidOn: string | null;
}

export type DistributorSettlementRow = SettlementRow & { distributorId: string; distributorName: string };

const columns = Prisma.sql`
  s.id AS "settlementId", s.payout_on::text AS "payoutOn", s.status, s.closed_at AS "closedAt",
  total.payment_count AS "paymentCount", total.reversal_count AS "reversalCount", total.gross_won AS "grossWon",
  total.fee_won AS "feeWon", total.vat_won AS "vatWon", total.net_won AS "netWon",
  po.id AS "payoutId", po.status AS "payoutStatus", po.amount_won AS "payoutWon", po.carried_in_won AS "carriedInWon",
  po.carried_out_won AS "carriedOutWon", done.paid_on::text AS "paidOn"`;

// For the rows of the page alone; what was rolled up is not summed again.
const totals = Prisma.sql`
  CROSS JOIN LATERAL settlement_totals(s.id) total
  LEFT JOIN payout po ON po.settlement_id = s.id
  LEFT JOIN LATERAL (
    SELECT e.paid_on FROM payout_event e
    WHERE e.payout_id = po.id AND e.kind = 'CONFIRMED' AND po.status = 'PAID' ORDER BY e.seq DESC LIMIT 1
  ) done ON true`;

// A day that lost its items to another one (the calendar has changed) is nothing to be told of.
const isNotEmpty = Prisma.sql`EXISTS (SELECT FROM settlement_item i WHERE i.settlement_id = s.id)`;

/** A distributor's open settlements, the next payout first. As many as days lie within T+N: a few, never pages. */
export async function listOpen(tx: Tx, distributorId: string): Promise<SettlementRow[]> {
  return tx.$queryRaw`
    SELECT ${columns} FROM settlement s ${totals}
    WHERE s.distributor_id = ${distributorId}::uuid AND s.status = 'OPEN' AND ${isNotEmpty}
    ORDER BY s.payout_on`;
}

/** A distributor's closed settlements with a payout day before `beforeOn`, newest first; one row more than `limit`. */
export async function listClosed(
  tx: Tx,
  distributorId: string,
  beforeOn: string | null,
  limit: number,
): Promise<SettlementRow[]> {
  return tx.$queryRaw`
    SELECT ${columns} FROM settlement s ${totals}
    WHERE s.distributor_id = ${distributorId}::uuid AND s.status = 'CLOSED' AND ${isNotEmpty}
      AND (${beforeOn}::date IS NULL OR s.payout_on < ${beforeOn}::date)
    ORDER BY s.payout_on DESC
    LIMIT ${limit + 1}`;
}

/** Settlements of all distributors: open ones by the next payout, else the newest first; one row more than `limit`. */
export async function listSettlements(
  tx: Tx,
  input: ListSettlementsInput,
): Promise<DistributorSettlementRow[]> {
  const { status, cursor, limit } = input;
  const statusCode = status === "ALL" || status === "TO_PAY" ? null : status;
  const distributorId = input.distributorId ?? null;
  const isForward = status === "OPEN" || status === "TO_PAY";
  const [lastOn = null, lastId = null] = cursor?.split("/") ?? [];
  const seen = isForward
    ? Prisma.sql`(s.payout_on, s.id) > (${lastOn}::date, ${lastId}::uuid)`
    : Prisma.sql`(s.payout_on, s.id) < (${lastOn}::date, ${lastId}::uuid)`;
  const order = isForward ? Prisma.sql`s.payout_on, s.id` : Prisma.sql`s.payout_on DESC, s.id DESC`;
  return tx.$queryRaw`
    SELECT d.id AS "distributorId", d.name AS "distributorName", ${columns}
    FROM (
      SELECT s.* FROM settlement s
      WHERE (${statusCode}::text IS NULL OR s.status = ${statusCode}::settlement_status)
        AND (${distributorId}::uuid IS NULL OR s.distributor_id = ${distributorId}::uuid)
        AND (${lastOn}::date IS NULL OR ${seen})
        AND (${status !== "TO_PAY"} OR s.id IN (SELECT p.settlement_id FROM payout p WHERE p.status IN ('PENDING', 'FAILED')))
      ORDER BY ${order}
      LIMIT ${limit + 1}
    ) s JOIN distributor d ON d.id = s.distributor_id ${totals}
    ORDER BY ${order}`;
}

/** One settlement. distributorId: whose it must be; null: anyone's (admins). */
export async function findSettlement(
  tx: Tx,
  settlementId: string,
  distributorId: string | null,
): Promise<DistributorSettlementRow | null> {
  const rows = await tx.$queryRaw<DistributorSettlementRow[]>`
    SELECT d.id AS "distributorId", d.name AS "distributorName", ${columns}
    FROM settlement s JOIN distributor d ON d.id = s.distributor_id ${totals}
    WHERE s.id = ${settlementId}::uuid
      AND (${distributorId}::uuid IS NULL OR s.distributor_id = ${distributorId}::uuid)`;
  return rows[0] ?? null;
}

export interface ItemRow {
  itemId: string;
  kind: "PAYMENT" | "REVERSAL";
  paymentId: string;
  storeName: string;
  customerCode: string;
  depositorName: string | null;
  /** Of the transfer, or of the cancellation. */
  tradedAt: Date;
  payoutOn: string;
  /** Reversals: below zero, like their fee and VAT. */
  grossWon: bigint;
  feeWon: bigint;
  vatWon: bigint;
  netWon: bigint;
  reason: ItemReason;
  /** Of the payment's transfer, also for a reversal: with the terms it says what was forecast. */
  paymentTradedAt: Date;
  businessDays: number;
  cutoffTime: string;
}

/** The items of a settlement, newest first; one row more than `limit`. distributorId: as in `findSettlement`. */
export async function listItems(tx: Tx, input: ItemsInput, distributorId: string | null): Promise<ItemRow[]> {
  const { settlementId, limit } = input;
  const cursor = input.cursor ?? null;
  return tx.$queryRaw`
    SELECT i.id AS "itemId", CASE WHEN r.id IS NULL THEN 'PAYMENT' ELSE 'REVERSAL' END AS kind, p.id AS "paymentId",
           st.name AS "storeName", t.customer_code AS "customerCode", p.depositor_name AS "depositorName",
           coalesce(r.traded_at, p.traded_at) AS "tradedAt", s.payout_on::text AS "payoutOn",
           i.gross_won AS "grossWon", i.fee_won AS "feeWon", i.vat_won AS "vatWon", i.net_won AS "netWon", i.reason,
           p.traded_at AS "paymentTradedAt", c.business_days AS "businessDays", c.cutoff_time::text AS "cutoffTime"
    FROM settlement_item i
    JOIN settlement s ON s.id = i.settlement_id
    LEFT JOIN payment_reversal r ON r.id = i.payment_reversal_id
    JOIN payment p ON p.id = coalesce(i.payment_id, r.payment_id)
    JOIN trade_relationship t ON t.id = p.trade_relationship_id
    JOIN store st ON st.id = t.store_id
    CROSS JOIN LATERAL (
      SELECT c.business_days, c.cutoff_time FROM settlement_contract c
      WHERE c.distributor_id = s.distributor_id
      ORDER BY CASE WHEN c.effective_from_on <= (p.traded_at AT TIME ZONE 'Asia/Seoul')::date
                    THEN c.effective_from_on END DESC NULLS LAST, c.effective_from_on
      LIMIT 1
    ) c
    WHERE i.settlement_id = ${settlementId}::uuid
      AND (${distributorId}::uuid IS NULL OR i.distributor_id = ${distributorId}::uuid)
      AND (${cursor}::uuid IS NULL OR i.id < ${cursor}::uuid)
    ORDER BY i.id DESC
    LIMIT ${limit + 1}`;
}
