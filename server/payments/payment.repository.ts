import { Prisma } from "#prisma/generated/client.ts";
import type { HeldNoticeKind } from "#prisma/generated/enums.ts";
import { type BankNotice, contentSha256 } from "#server/bank/bank-notice.schema.ts";
import { toleranceSeconds } from "#server/bank/webhook-signature.ts";
import type { Tx } from "#server/platform/db.ts";

/** A deposit or cancellation that was stored. */
export interface StoredDeposit {
  id: string;
  amountWon: bigint;
  accountNumber: string;
  tradedAt: Date;
}

/**
 * Takes the lock of the deposit that a notice is about (its own id, or the original's), so that a deposit, its
 * cancellation and its attribution follow one another, each seeing the one before. Ends with the transaction.
 */
export async function lockDeposit(tx: Tx, bankCode: string, transactionId: string): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`deposit:${bankCode}:${transactionId}`}, 0))`;
}

/**
 * Null when the transaction id, or (of a cancellation) its original, is stored already. hasEarlyCancellations: some
 * came before it, and wait. (The caller holds the deposit's lock since an earlier statement, so this one sees them.)
 */
export async function insertDeposit(
  tx: Tx,
  notice: BankNotice,
): Promise<(StoredDeposit & { hasEarlyCancellations: boolean }) | null> {
  const [row] = await tx.$queryRaw<(StoredDeposit & { hasEarlyCancellations: boolean })[]>`
    INSERT INTO deposit (kind, bank_code, transaction_id, original_transaction_id, account_number, depositor_name,
                         amount_won, traded_at, body)
    VALUES (${notice.kind}::deposit_kind, ${notice.bankCode}, ${notice.transactionId}, ${notice.originalTransactionId},
            ${notice.accountNumber}, ${notice.depositorName}, ${notice.amountWon}::bigint, ${notice.tradedAt},
            ${notice.body})
    ON CONFLICT DO NOTHING
    RETURNING id, amount_won AS "amountWon", account_number AS "accountNumber", traded_at AS "tradedAt",
              EXISTS (SELECT FROM held_notice h
                      WHERE h.bank_code = deposit.bank_code AND h.original_transaction_id = deposit.transaction_id
                        AND h.kind = 'EARLY_CANCELLATION' AND h.resolution IS NULL) AS "hasEarlyCancellations"`;
  return row ?? null;
}

/** The stored deposit of a transaction id, with its content's hash. */
export async function findDepositByTransaction(
  tx: Tx,
  bankCode: string,
  transactionId: string,
): Promise<(StoredDeposit & { kind: BankNotice["kind"]; sha256: string }) | null> {
  const [row] = await tx.$queryRaw<
    (StoredDeposit & { kind: BankNotice["kind"]; originalTransactionId: string | null })[]
  >`
    SELECT id, kind::text AS kind, amount_won AS "amountWon", account_number AS "accountNumber",
           traded_at AS "tradedAt", original_transaction_id AS "originalTransactionId"
    FROM deposit WHERE bank_code = ${bankCode} AND transaction_id = ${transactionId}`;
  if (!row) return null;
  return { ...row, sha256: contentSha256({ ...row, bankCode, transactionId }) };
}

/**
 * Keeps a notice aside; asking again with the same content adds nothing. One that was merely STALE takes the kind that
 * it turned out to have (it came again in time, or an operator tried to apply it); a cancellation that was dismissed
 * waits for its deposit again when the bank repeats it.
 */
export async function holdNotice(
  tx: Tx,
  notice: BankNotice,
  kind: HeldNoticeKind,
  reason:
    | "ORIGINAL_MISSING"
    | "CONTENT_DIFFERS"
    | "ORIGINAL_DIFFERS"
    | "ALREADY_CANCELED"
    | "STALE"
    | "FUTURE",
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO held_notice (kind, reason, bank_code, transaction_id, original_transaction_id, content_sha256, body)
    VALUES (${kind}::held_notice_kind, ${reason}, ${notice.bankCode}, ${notice.transactionId},
            ${notice.originalTransactionId}, ${contentSha256(notice)}, ${notice.body})
    ON CONFLICT (bank_code, transaction_id, content_sha256) DO UPDATE SET kind = EXCLUDED.kind, reason = EXCLUDED.reason
        , resolution = NULL, resolved_at = NULL, resolved_by = NULL, resolution_note = NULL
      WHERE (held_notice.kind = 'STALE' AND held_notice.resolution IS NULL AND EXCLUDED.kind <> 'STALE')
         OR (held_notice.resolution = 'DISMISSED' AND EXCLUDED.kind = 'EARLY_CANCELLATION')`;
}

/** The cancellations that came before this deposit, oldest first. */
export function findEarlyCancellations(
  tx: Tx,
  bankCode: string,
  originalTransactionId: string,
): Promise<{ id: string; body: string }[]> {
  return tx.$queryRaw`
    SELECT id, body FROM held_notice
    WHERE bank_code = ${bankCode} AND original_transaction_id = ${originalTransactionId}
      AND kind = 'EARLY_CANCELLATION' AND resolution IS NULL
    ORDER BY id`;
}

/** An early cancellation whose deposit has come, and does not fit it, is a conflict for an operator. */
export async function turnIntoConflict(
  tx: Tx,
  heldNoticeId: string,
  reason: "ORIGINAL_DIFFERS" | "ALREADY_CANCELED" | "CONTENT_DIFFERS",
): Promise<void> {
  await tx.$executeRaw`
    UPDATE held_notice SET kind = 'CONFLICT', reason = ${reason} WHERE id = ${heldNoticeId}::uuid`;
}

export async function resolveHeldNotice(
  tx: Tx,
  heldNoticeId: string,
  resolution: { resolution: "APPLIED" | "DISMISSED"; resolvedBy: string | null; note: string | null },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE held_notice
    SET resolution = ${resolution.resolution}::held_notice_resolution, resolved_at = sunap_now(),
        resolved_by = ${resolution.resolvedBy}::uuid, resolution_note = ${resolution.note}
    WHERE id = ${heldNoticeId}::uuid AND resolution IS NULL`;
}

export interface PaymentOwner {
  distributorId: string;
  storeId: string;
  tradeRelationshipId: string;
}

export interface InsertedPayment extends PaymentOwner {
  id: string;
  amountWon: bigint;
  tradedAt: Date;
}

const insertedColumns = Prisma.sql`
  id, distributor_id AS "distributorId", store_id AS "storeId", trade_relationship_id AS "tradeRelationshipId",
  amount_won AS "amountWon", traded_at AS "tradedAt"`;

/**
 * The payment of a deposit by its account; null when the account was nobody's at the moment of the transfer. What was
 * transferred before the account was given to anyone is proposed to an operator, also when the notice comes late: else
 * it would depend on the order of arrival whose it is. The bank's clock is allowed to be behind ours by the tolerance of
 * its signatures.
 */
export async function insertPaymentByAccount(tx: Tx, depositId: string): Promise<InsertedPayment | null> {
  const [row] = await tx.$queryRaw<InsertedPayment[]>`
    INSERT INTO payment (deposit_id, distributor_id, store_id, trade_relationship_id, virtual_account_id, amount_won,
                         depositor_name, traded_at)
    SELECT d.id, t.distributor_id, t.store_id, t.id, a.id, d.amount_won, d.depositor_name, d.traded_at
    FROM deposit d
    JOIN virtual_account a ON a.bank_code = d.bank_code AND a.account_number = d.account_number
    JOIN trade_relationship t ON t.id = a.trade_relationship_id
    WHERE d.id = ${depositId}::uuid
      AND a.given_at <= d.traded_at + make_interval(secs => ${toleranceSeconds}::int)
    RETURNING ${insertedColumns}`;
  return row ?? null;
}

/** The payment of a deposit by an admin's attribution. */
export async function insertAttributedPayment(
  tx: Tx,
  depositId: string,
  owner: PaymentOwner,
  depositAttributionId: string,
): Promise<InsertedPayment> {
  const [row] = await tx.$queryRaw<InsertedPayment[]>`
    INSERT INTO payment (deposit_id, distributor_id, store_id, trade_relationship_id, deposit_attribution_id,
                         amount_won, depositor_name, traded_at)
    SELECT d.id, ${owner.distributorId}::uuid, ${owner.storeId}::uuid, ${owner.tradeRelationshipId}::uuid,
           ${depositAttributionId}::uuid, d.amount_won, d.depositor_name, d.traded_at
    FROM deposit d WHERE d.id = ${depositId}::uuid
    RETURNING ${insertedColumns}`;
  if (!row) throw new Error(`deposit ${depositId} is gone`);
  return row;
}

export async function findPaymentOfDeposit(tx: Tx, depositId: string): Promise<InsertedPayment | null> {
  const [row] = await tx.$queryRaw<InsertedPayment[]>`
    SELECT ${insertedColumns} FROM payment WHERE deposit_id = ${depositId}::uuid`;
  return row ?? null;
}

/** The counter-entry of a payment, for the whole amount. */
export async function insertReversal(
  tx: Tx,
  payment: InsertedPayment,
  cancellation: StoredDeposit,
): Promise<{ id: string }> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO payment_reversal (payment_id, distributor_id, deposit_id, amount_won, traded_at)
    VALUES (${payment.id}::uuid, ${payment.distributorId}::uuid, ${cancellation.id}::uuid,
            ${cancellation.amountWon}::bigint, ${cancellation.tradedAt})
    RETURNING id`;
  if (!row) throw new Error("the reversal was not inserted");
  return row;
}

/** Locks a notice kept aside, so that two operators decide one after the other. */
export async function lockHeldNotice(
  tx: Tx,
  heldNoticeId: string,
): Promise<{ kind: HeldNoticeKind; body: string; isResolved: boolean } | null> {
  const [row] = await tx.$queryRaw<{ kind: HeldNoticeKind; body: string; isResolved: boolean }[]>`
    SELECT kind::text AS kind, body, resolution IS NOT NULL AS "isResolved"
    FROM held_notice WHERE id = ${heldNoticeId}::uuid FOR UPDATE`;
  return row ?? null;
}
