import { Prisma } from "#prisma/generated/client.ts";
import type { HeldNoticeKind } from "#prisma/generated/enums.ts";
import type { Tx } from "#server/platform/db.ts";
import type { ListPaymentsInput } from "./payment.schema.ts";
import type { NoteFacts } from "./payment-notes.ts";

/** One line of 수납 내역: a payment, or the reversal of one. */
export interface PaymentEntry extends NoteFacts {
  id: string;
  kind: "PAYMENT" | "REVERSAL";
  paymentId: string;
  tradeRelationshipId: string;
  storeName: string;
  customerCode: string;
  depositorName: string | null;
  /** Above 0; a REVERSAL takes it back. */
  amountWon: bigint;
  tradedAt: Date;
  billId: string | null;
  linkedByHand: boolean;
  /** Of a PAYMENT: it was taken back. */
  reversed: boolean;
  cursor: string;
}

export interface EntryScope {
  distributorId?: string;
  storeOwnerPhone?: string;
}

/**
 * Payments and reversals in one list, newest transfer first, keyset by (traded_at, id); `limit` + 1 rows.
 * The scope is part of both branches, so a branch reads no more rows than a page has.
 */
export function listPaymentEntries(
  tx: Tx,
  scope: EntryScope,
  input: ListPaymentsInput,
): Promise<PaymentEntry[]> {
  const branch = (kind: "PAYMENT" | "REVERSAL") => entryBranch(kind, scope, input);
  return tx.$queryRaw`
    SELECT e.*, payment_link_facts(e."paymentId") AS "linkFacts",
           payment_refund_facts(e."paymentId") AS "refundFacts", e."tradedAt"::text || '|' || e.id AS cursor
    FROM ((${branch("PAYMENT")}) UNION ALL (${branch("REVERSAL")})) e
    ORDER BY e."tradedAt" DESC, e.id DESC LIMIT ${input.limit + 1}`;
}

function entryBranch(kind: "PAYMENT" | "REVERSAL", scope: EntryScope, input: ListPaymentsInput): Prisma.Sql {
  const entry = kind === "PAYMENT" ? Prisma.sql`p` : Prisma.sql`r`;
  const filters = [Prisma.sql`true`];
  if (scope.distributorId) filters.push(Prisma.sql`${entry}.distributor_id = ${scope.distributorId}::uuid`);
  if (scope.storeOwnerPhone) {
    filters.push(
      Prisma.sql`p.store_id IN (SELECT id FROM store WHERE owner_phone = ${scope.storeOwnerPhone})`,
    );
  }
  if (input.tradeRelationshipId)
    filters.push(Prisma.sql`p.trade_relationship_id = ${input.tradeRelationshipId}::uuid`);
  if (input.billId) filters.push(Prisma.sql`p.bill_id = ${input.billId}::uuid`);
  if (input.fromOn) {
    filters.push(
      Prisma.sql`${entry}.traded_at >= (${input.fromOn}::date)::timestamp AT TIME ZONE 'Asia/Seoul'`,
    );
  }
  if (input.toOn) {
    filters.push(
      Prisma.sql`${entry}.traded_at < (${input.toOn}::date + 1)::timestamp AT TIME ZONE 'Asia/Seoul'`,
    );
  }
  if (input.search) {
    const escaped = input.search.replace(/[\\%_]/g, "\\$&");
    filters.push(Prisma.sql`(st.name ILIKE ${`%${escaped}%`} OR t.customer_code ILIKE ${`${escaped}%`})`);
  }
  if (input.cursor) {
    const [tradedAt, id] = input.cursor.split("|");
    filters.push(Prisma.sql`(${entry}.traded_at, ${entry}.id) < (${tradedAt}::timestamptz, ${id}::uuid)`);
  }
  return Prisma.sql`
    SELECT ${entry}.id, ${kind} AS kind, p.id AS "paymentId", p.trade_relationship_id AS "tradeRelationshipId",
           st.name AS "storeName", t.customer_code AS "customerCode", p.depositor_name AS "depositorName",
           p.amount_won AS "amountWon", ${entry}.traded_at AS "tradedAt", p.bill_id AS "billId",
           p.linked_by_hand AS "linkedByHand",
           ${kind === "PAYMENT" ? Prisma.sql`p.payment_reversal_id IS NOT NULL` : Prisma.sql`false`} AS reversed
    FROM payment_with_bill p
    JOIN trade_relationship t ON t.id = p.trade_relationship_id
    JOIN store st ON st.id = p.store_id
    ${kind === "REVERSAL" ? Prisma.sql`JOIN payment_reversal r ON r.id = p.payment_reversal_id` : Prisma.empty}
    WHERE ${Prisma.join(filters, " AND ")}
    ORDER BY ${entry}.traded_at DESC, ${entry}.id DESC LIMIT ${input.limit + 1}`;
}

/** What came in on one Seoul day: payments less reversals. A sum of payments, never of bills. */
export async function sumOfDay(
  tx: Tx,
  distributorId: string,
  on: string,
): Promise<{ count: number; netWon: bigint }> {
  const [row] = await tx.$queryRaw<{ count: number; netWon: bigint }[]>`
    WITH day AS (
      SELECT (${on}::date)::timestamp AT TIME ZONE 'Asia/Seoul' AS starts,
             (${on}::date + 1)::timestamp AT TIME ZONE 'Asia/Seoul' AS ends
    )
    SELECT (SELECT count(*)::int FROM payment p, day
            WHERE p.distributor_id = ${distributorId}::uuid AND p.traded_at >= starts AND p.traded_at < ends) AS count,
           ((SELECT coalesce(sum(p.amount_won), 0) FROM payment p, day
             WHERE p.distributor_id = ${distributorId}::uuid AND p.traded_at >= starts AND p.traded_at < ends)
            - (SELECT coalesce(sum(r.amount_won), 0) FROM payment_reversal r, day
               WHERE r.distributor_id = ${distributorId}::uuid AND r.traded_at >= starts AND r.traded_at < ends)
           )::bigint AS "netWon"`;
  return row ?? { count: 0, netWon: 0n };
}

/** A deposit for an account that nobody owns, and that was not cancelled. */
export interface UnmatchedDeposit {
  id: string;
  bankCode: string;
  accountNumber: string;
  transactionId: string;
  depositorName: string | null;
  amountWon: bigint;
  tradedAt: Date;
  receivedAt: Date;
  /** The relationship that this account was given to later, if it was: proposed, never attributed by itself. */
  proposedTradeRelationshipId: string | null;
  proposedDistributorName: string | null;
  proposedStoreName: string | null;
}

export function listUnmatchedDeposits(
  tx: Tx,
  page: { cursor?: string | null | undefined; limit: number },
): Promise<UnmatchedDeposit[]> {
  const after = page.cursor ? Prisma.sql`WHERE u.deposit_id < ${page.cursor}::uuid` : Prisma.empty;
  return tx.$queryRaw`
    SELECT d.id, d.bank_code AS "bankCode", d.account_number AS "accountNumber", d.transaction_id AS "transactionId",
           d.depositor_name AS "depositorName", d.amount_won AS "amountWon", d.traded_at AS "tradedAt",
           d.received_at AS "receivedAt", t.id AS "proposedTradeRelationshipId",
           di.name AS "proposedDistributorName", st.name AS "proposedStoreName"
    FROM unmatched_deposit u
    JOIN deposit d ON d.id = u.deposit_id
    LEFT JOIN virtual_account a ON a.bank_code = d.bank_code AND a.account_number = d.account_number
    LEFT JOIN trade_relationship t ON t.id = a.trade_relationship_id
    LEFT JOIN distributor di ON di.id = t.distributor_id
    LEFT JOIN store st ON st.id = t.store_id
    ${after}
    ORDER BY u.deposit_id DESC LIMIT ${page.limit + 1}`;
}

/** A notice kept aside, beside what is stored under the same transaction id. */
export interface HeldNotice {
  id: string;
  kind: HeldNoticeKind;
  reason: string;
  bankCode: string;
  transactionId: string;
  body: string;
  receivedAt: Date;
  resolution: "APPLIED" | "DISMISSED" | null;
  resolvedAt: Date | null;
  resolutionNote: string | null;
  /** The stored notice it disagrees with: of the same id, else of the original. */
  storedBody: string | null;
}

export function listHeldNotices(
  tx: Tx,
  page: { cursor?: string | null | undefined; limit: number; openOnly: boolean },
): Promise<HeldNotice[]> {
  const filters = [Prisma.sql`true`];
  if (page.cursor) filters.push(Prisma.sql`h.id < ${page.cursor}::uuid`);
  if (page.openOnly) filters.push(Prisma.sql`h.resolution IS NULL`);
  return tx.$queryRaw`
    SELECT h.id, h.kind::text AS kind, h.reason, h.bank_code AS "bankCode", h.transaction_id AS "transactionId",
           h.body, h.received_at AS "receivedAt", h.resolution::text AS resolution,
           h.resolved_at AS "resolvedAt", h.resolution_note AS "resolutionNote",
           (SELECT d.body FROM deposit d
            WHERE d.bank_code = h.bank_code AND d.transaction_id IN (h.transaction_id, h.original_transaction_id)
            ORDER BY d.transaction_id = h.transaction_id DESC LIMIT 1) AS "storedBody"
    FROM held_notice h
    WHERE ${Prisma.join(filters, " AND ")}
    ORDER BY h.id DESC LIMIT ${page.limit + 1}`;
}

/** The newest deposits as the bank reported them; the sandbox lists them to cancel one. */
export function listRecentDeposits(tx: Tx, limit: number): Promise<RecentDeposit[]> {
  return tx.$queryRaw`
    SELECT d.id, d.bank_code AS "bankCode", d.account_number AS "accountNumber", d.transaction_id AS "transactionId",
           d.depositor_name AS "depositorName", d.amount_won AS "amountWon", d.traded_at AS "tradedAt",
           EXISTS (SELECT FROM deposit c WHERE c.kind = 'CANCELED' AND c.bank_code = d.bank_code
                                           AND c.original_transaction_id = d.transaction_id) AS canceled
    FROM deposit d WHERE d.kind = 'RECEIVED' ORDER BY d.id DESC LIMIT ${limit}`;
}

export interface RecentDeposit {
  id: string;
  bankCode: string;
  accountNumber: string;
  transactionId: string;
  depositorName: string | null;
  amountWon: bigint;
  tradedAt: Date;
  canceled: boolean;
}
