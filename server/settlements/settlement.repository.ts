import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import type { CalendarChanges } from "./bank-calendar.ts";
import type { ContractTerms, ItemReason } from "./settlement.rules.ts";

/** Every day on which we differ from the published calendar: a handful a year. */
const calendarChanges = Prisma.sql`
  (SELECT coalesce(jsonb_object_agg(b.on_day, jsonb_build_object('closed', b.closed, 'name', b.name)), '{}')
   FROM bank_calendar_day b)`;

export async function findCalendarChanges(tx: Tx): Promise<CalendarChanges> {
  const [row] = await tx.$queryRaw<{ changes: CalendarChanges }[]>`SELECT ${calendarChanges} AS changes`;
  return row?.changes ?? {};
}

/**
 * The terms that apply to a transfer of that Korean day, and today's date by the database's clock. A transfer before
 * the first contract (its account was given to a relationship later) comes under the first. Null: no contract at all.
 */
export async function findTerms(
  tx: Tx,
  distributorId: string,
  tradedOn: string,
): Promise<(ContractTerms & { today: string; changes: CalendarChanges }) | null> {
  const rows = await tx.$queryRaw<(ContractTerms & { today: string; changes: CalendarChanges })[]>`
    SELECT c.business_days AS "businessDays", c.cutoff_time::text AS "cutoffTime",
           c.fee_won AS "feeWon", c.fee_rate_bps AS "feeRateBps", c.vat_included AS "vatIncluded", c.rounding,
           (sunap_now() AT TIME ZONE 'Asia/Seoul')::date::text AS today, ${calendarChanges} AS changes
    FROM settlement_contract c
    WHERE c.distributor_id = ${distributorId}::uuid
    ORDER BY CASE WHEN c.effective_from_on <= ${tradedOn}::date THEN c.effective_from_on END DESC NULLS LAST,
             c.effective_from_on
    LIMIT 1`;
  return rows[0] ?? null;
}

export interface StandingItem {
  feeWon: bigint;
  vatWon: bigint;
  payoutOn: string;
  today: string;
  changes: CalendarChanges;
}

/** The stored fee of a payment's item, its payout day, and today's date. Null: the payment stands in no settlement. */
export async function findItemOfPayment(tx: Tx, paymentId: string): Promise<StandingItem | null> {
  const rows = await tx.$queryRaw<StandingItem[]>`
    SELECT i.fee_won AS "feeWon", i.vat_won AS "vatWon", s.payout_on::text AS "payoutOn",
           (sunap_now() AT TIME ZONE 'Asia/Seoul')::date::text AS today, ${calendarChanges} AS changes
    FROM settlement_item i JOIN settlement s ON s.id = i.settlement_id
    WHERE i.payment_id = ${paymentId}::uuid`;
  return rows[0] ?? null;
}

export interface NewItem {
  distributorId: string;
  paymentId: string | null;
  paymentReversalId: string | null;
  /** As in the payment or reversal: positive. The sign comes from which of the two it is. */
  amountWon: bigint;
  feeWon: bigint;
  vatWon: bigint;
}

/**
 * Puts an item into the OPEN settlement of that day; null when there is none. FOR SHARE comes before the insert: a
 * closing under way is waited for, and what it closed drops out here instead of failing in the table's trigger, which
 * would cost the caller the whole transaction.
 */
export async function insertItem(
  tx: Tx,
  item: NewItem,
  payoutOn: string,
  reason: ItemReason,
): Promise<string | null> {
  const rows = await tx.$queryRaw<{ settlementId: string }[]>`
    WITH target AS MATERIALIZED (
      SELECT s.id FROM settlement s
      WHERE s.distributor_id = ${item.distributorId}::uuid AND s.payout_on = ${payoutOn}::date AND s.status = 'OPEN'
      FOR SHARE
    )
    INSERT INTO settlement_item
      (settlement_id, distributor_id, payment_id, payment_reversal_id, amount_won, fee_won, vat_won, reason)
    SELECT target.id, ${item.distributorId}::uuid, ${item.paymentId}::uuid, ${item.paymentReversalId}::uuid,
           ${item.amountWon}, ${item.feeWon}, ${item.vatWon}, ${reason}
    FROM target
    RETURNING settlement_id AS "settlementId"`;
  return rows[0]?.settlementId ?? null;
}

/** Makes the settlement of that day unless it exists; waits for another transaction that is making it. */
export async function createSettlement(tx: Tx, distributorId: string, payoutOn: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO settlement (distributor_id, payout_on) VALUES (${distributorId}::uuid, ${payoutOn}::date)
    ON CONFLICT (distributor_id, payout_on) DO NOTHING`;
}

/**
 * Closes every open settlement whose payout day has begun, and returns their ids. Waits for items on their way into
 * one of them; what another closing closed meanwhile drops out. Rows are locked in a fixed order, so that two closings
 * queue up instead of meeting in a deadlock.
 */
export async function closeDueSettlements(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH due AS MATERIALIZED (
      SELECT s.id FROM settlement s
      WHERE s.status = 'OPEN' AND s.payout_on <= (SELECT (sunap_now() AT TIME ZONE 'Asia/Seoul')::date)
      ORDER BY s.distributor_id, s.payout_on
      FOR UPDATE
    )
    UPDATE settlement s SET status = 'CLOSED', closed_at = sunap_now() FROM due WHERE s.id = due.id
    RETURNING s.id`;
  return rows.map(({ id }) => id);
}

export interface SettlementTotals {
  settlementId: string;
  distributorId: string;
  payoutOn: string;
  /** Payments and reversals together. */
  itemCount: number;
  grossWon: bigint;
  feeWon: bigint;
  vatWon: bigint;
  netWon: bigint;
}

/** What each of the settlements holds. A statement of its own after the closing: it sees the items waited for. */
export async function findTotals(tx: Tx, settlementIds: string[]): Promise<SettlementTotals[]> {
  return tx.$queryRaw`
    SELECT s.id AS "settlementId", s.distributor_id AS "distributorId", s.payout_on::text AS "payoutOn",
           t.payment_count + t.reversal_count AS "itemCount", t.gross_won AS "grossWon", t.fee_won AS "feeWon",
           t.vat_won AS "vatWon", t.net_won AS "netWon"
    FROM settlement s CROSS JOIN LATERAL settlement_totals(s.id) t
    WHERE s.id = ANY (${settlementIds}::uuid[])`;
}

/** Open settlements into which more than `maxTail` items have come since they were last summed. */
export async function listLongTails(tx: Tx, maxTail: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM settlement s CROSS JOIN LATERAL settlement_totals(s.id) t
    WHERE s.status = 'OPEN' AND t.tail_count > ${maxTail} ORDER BY s.distributor_id, s.payout_on`;
  return rows.map(({ id }) => id);
}

/** Sums up a settlement; waits for items that are under way. */
export async function rollUp(tx: Tx, settlementId: string): Promise<void> {
  await tx.$executeRaw`SELECT roll_up_settlement(${settlementId}::uuid)`;
}
