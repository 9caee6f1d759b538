import { type BankNotice, contentSha256, parseBankNotice } from "#server/bank/bank-notice.schema.ts";
import { queueNotifications } from "#server/notifications/queue-notifications.ts";
import { leanTransaction, type Tx } from "#server/platform/db.ts";
import { assignPayment } from "#server/settlements/assign-payment.ts";
import { assignReversal } from "#server/settlements/assign-reversal.ts";
import * as repository from "./payment.repository.ts";

/**
 * What became of a notice. Each is committed when this returns, and each is answered with 2xx:
 * `recorded` a deposit or cancellation was stored (perhaps unmatched), `repeat` it was known already,
 * `held` it was kept aside.
 */
export type NoticeOutcome = "recorded" | "repeat" | "held";

/**
 * Records what the bank reported, once, however often and in whatever order it comes (rule R7, invariant 4).
 * All that follows from it — payment or reversal, settlement item, messages — is in the same transaction.
 */
export function recordNotice(notice: BankNotice): Promise<NoticeOutcome> {
  return leanTransaction((tx) => recordNoticeIn(tx, notice));
}

/** The same in the caller's transaction. */
export async function recordNoticeIn(tx: Tx, notice: BankNotice): Promise<NoticeOutcome> {
  await repository.lockDeposit(tx, notice.bankCode, notice.originalTransactionId ?? notice.transactionId);
  return notice.kind === "RECEIVED" ? recordDeposit(tx, notice) : recordCancellation(tx, notice);
}

/** A notice signed too long ago: known already, or kept for an operator, never applied by itself. */
export function holdStaleNotice(notice: BankNotice): Promise<NoticeOutcome> {
  return leanTransaction((tx) => holdForOperatorIn(tx, notice, "STALE"));
}

/**
 * Keeps a notice for a person, in the caller's transaction. FUTURE: a transfer that the bank dates a day or more ahead;
 * its payout would lie in the far future.
 */
export async function holdForOperatorIn(
  tx: Tx,
  notice: BankNotice,
  reason: "STALE" | "FUTURE",
): Promise<NoticeOutcome> {
  await repository.lockDeposit(tx, notice.bankCode, notice.originalTransactionId ?? notice.transactionId);
  const known = await repository.findDepositByTransaction(tx, notice.bankCode, notice.transactionId);
  if (known?.sha256 === contentSha256(notice)) return "repeat";
  await repository.holdNotice(tx, notice, "STALE", reason);
  return "held";
}

async function recordDeposit(tx: Tx, notice: BankNotice): Promise<NoticeOutcome> {
  const deposit = await repository.insertDeposit(tx, notice);
  if (!deposit) return repeatOrConflict(tx, notice);
  const payment = await repository.insertPaymentByAccount(tx, deposit.id);
  if (payment) await settleAndTell(tx, payment);
  if (deposit.hasEarlyCancellations) await applyEarlyCancellations(tx, deposit, notice);
  return "recorded";
}

/** The same transaction id again: the same content is a repeat, other content is kept aside and never applied. */
async function repeatOrConflict(tx: Tx, notice: BankNotice): Promise<NoticeOutcome> {
  const known = await repository.findDepositByTransaction(tx, notice.bankCode, notice.transactionId);
  if (known?.sha256 === contentSha256(notice)) return "repeat";
  await repository.holdNotice(tx, notice, "CONFLICT", known ? "CONTENT_DIFFERS" : "ALREADY_CANCELED");
  return "held";
}

/** All that follows from a payment: it stands in the settlement of its day, and both sides are told. */
export async function settleAndTell(tx: Tx, payment: repository.InsertedPayment): Promise<void> {
  await assignPayment(tx, payment);
  const about = {
    eventId: payment.id,
    paymentId: payment.id,
    tradeRelationshipId: payment.tradeRelationshipId,
  };
  await queueNotifications(tx, [
    { ...about, kind: "PAYMENT_COMPLETE", recipient: "STORE" },
    { ...about, kind: "PAYMENT_RECEIVED", recipient: "DISTRIBUTOR" },
  ]);
}

async function recordCancellation(tx: Tx, notice: BankNotice): Promise<NoticeOutcome> {
  const original = await repository.findDepositByTransaction(
    tx,
    notice.bankCode,
    notice.originalTransactionId ?? "",
  );
  if (!original) {
    const known = await repository.findDepositByTransaction(tx, notice.bankCode, notice.transactionId);
    if (known) return repeatOrConflict(tx, notice);
    await repository.holdNotice(tx, notice, "EARLY_CANCELLATION", "ORIGINAL_MISSING");
    return "held";
  }
  if (!takesBack(notice, original)) {
    await repository.holdNotice(tx, notice, "CONFLICT", "ORIGINAL_DIFFERS");
    return "held";
  }
  const cancellation = await repository.insertDeposit(tx, notice);
  if (!cancellation) return repeatOrConflict(tx, notice);
  await reversePayment(tx, original.id, cancellation);
  return "recorded";
}

/** A cancellation takes back a whole deposit of the same account. */
function takesBack(
  cancellation: BankNotice,
  original: { kind: string; amountWon: bigint; accountNumber: string },
) {
  return (
    original.kind === "RECEIVED" &&
    original.amountWon === cancellation.amountWon &&
    original.accountNumber === cancellation.accountNumber
  );
}

/** The counter-entry, if the deposit had become a payment. An unmatched one only ceases to be attributable. */
async function reversePayment(
  tx: Tx,
  originalDepositId: string,
  cancellation: repository.StoredDeposit,
): Promise<void> {
  const payment = await repository.findPaymentOfDeposit(tx, originalDepositId);
  if (!payment) return;
  const reversal = await repository.insertReversal(tx, payment, cancellation);
  await assignReversal(tx, {
    id: reversal.id,
    paymentId: payment.id,
    distributorId: payment.distributorId,
    amountWon: cancellation.amountWon,
    tradedAt: cancellation.tradedAt,
  });
  const about = {
    kind: "PAYMENT_CANCELED" as const,
    eventId: reversal.id,
    paymentId: payment.id,
    tradeRelationshipId: payment.tradeRelationshipId,
  };
  await queueNotifications(tx, [
    { ...about, recipient: "STORE" },
    { ...about, recipient: "DISTRIBUTOR" },
  ]);
}

/** Cancellations that came before their deposit: the first that fits is applied, the others become conflicts. */
async function applyEarlyCancellations(
  tx: Tx,
  deposit: repository.StoredDeposit,
  notice: BankNotice,
): Promise<void> {
  const held = await repository.findEarlyCancellations(tx, notice.bankCode, notice.transactionId);
  let applied = false;
  for (const { id, body } of held) {
    const early = parseBankNotice(body);
    if (applied || !takesBack(early, { kind: "RECEIVED", ...deposit })) {
      await repository.turnIntoConflict(tx, id, applied ? "ALREADY_CANCELED" : "ORIGINAL_DIFFERS");
      continue;
    }
    const cancellation = await repository.insertDeposit(tx, early);
    if (!cancellation) {
      await repository.turnIntoConflict(tx, id, "CONTENT_DIFFERS");
      continue;
    }
    await reversePayment(tx, deposit.id, cancellation);
    await repository.resolveHeldNotice(tx, id, { resolution: "APPLIED", resolvedBy: null, note: null });
    applied = true;
  }
}
