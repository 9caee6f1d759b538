import { recordAudit } from "#server/audit/record-audit.ts";
import { lockRelationship } from "#server/bills/lock-relationship.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import type { PaymentErrorCode } from "./payment.errors.ts";
import { findRefundable, findRefundNote, insertRefundNote } from "./refund-note.repository.ts";

/**
 * A distributor that has given money back by itself notes it on the payment. No money of ours moves and no figure
 * changes: it is a note that both sides read. Append-only, audited.
 * Throws PAYMENT_NOT_FOUND (also for another distributor's), REFUND_EXCEEDS_PAYMENT.
 */
export async function noteRefund(
  actor: DistributorActor,
  refund: { paymentId: string; amountWon: bigint; refundedOn: string; note: string },
): Promise<{ refundNoteId: string }> {
  return transaction(async (tx) => {
    const found = await findRefundable(tx, actor.distributorId, refund.paymentId);
    if (!found) throw new DomainError<PaymentErrorCode>("PAYMENT_NOT_FOUND");
    await lockRelationship(tx, found.tradeRelationshipId); // two clerks who note the same refund see each other's
    const payment = await findRefundable(tx, actor.distributorId, refund.paymentId);
    if (!payment) throw new DomainError<PaymentErrorCode>("PAYMENT_NOT_FOUND");
    const { tradeRelationshipId, amountWon: paymentWon, notedWon } = payment;
    if (notedWon + refund.amountWon > paymentWon)
      throw new DomainError<PaymentErrorCode>("REFUND_EXCEEDS_PAYMENT", { paymentWon, notedWon });
    const noted = await insertRefundNote(tx, {
      ...refund,
      tradeRelationshipId,
      recordedBy: actor.userId,
      retractsId: null,
    });
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: actor.distributorId,
      action: "payment.refund-note",
      subjectId: refund.paymentId,
      details: { ...noted, amountWon: refund.amountWon, note: refund.note },
    });
    return noted;
  });
}

/**
 * Takes a note back that was wrong, by a row that names it; both stay. Throws REFUND_NOTE_NOT_FOUND,
 * REFUND_NOTE_RETRACTED.
 */
export async function retractRefundNote(
  actor: DistributorActor,
  retraction: { refundNoteId: string; note: string },
): Promise<void> {
  await transaction(async (tx) => {
    const find = () => findRefundNote(tx, actor.distributorId, retraction.refundNoteId);
    const found = await find();
    if (!found) throw new DomainError<PaymentErrorCode>("REFUND_NOTE_NOT_FOUND");
    await lockRelationship(tx, found.tradeRelationshipId);
    if ((await find())?.isRetracted) throw new DomainError<PaymentErrorCode>("REFUND_NOTE_RETRACTED");
    const { isRetracted: _, ...refund } = found;
    await insertRefundNote(tx, {
      ...refund,
      note: retraction.note,
      recordedBy: actor.userId,
      retractsId: retraction.refundNoteId,
    });
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: actor.distributorId,
      action: "payment.retract-refund-note",
      subjectId: refund.paymentId,
      details: { ...retraction, amountWon: refund.amountWon },
    });
  });
}
