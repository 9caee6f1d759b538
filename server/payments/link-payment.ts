import { recordAudit } from "#server/audit/record-audit.ts";
import { lockRelationship } from "#server/bills/lock-relationship.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import type { PaymentErrorCode } from "./payment.errors.ts";
import { findPaymentLink, insertLink } from "./payment-link.repository.ts";

/**
 * Sets or clears by hand which bill a payment belongs to (rule R5): to its relationship's active bill, or to none.
 * Append-only: the newest link wins, the earlier ones stay as history.
 * Throws PAYMENT_NOT_FOUND (also for another distributor's), NO_ACTIVE_BILL, PAYMENT_LINK_UNCHANGED.
 */
export async function linkPayment(
  actor: DistributorActor,
  link: { paymentId: string; to: "active-bill" | "none" },
): Promise<{ billId: string | null }> {
  return transaction(async (tx) => {
    const found = await findPaymentLink(tx, actor.distributorId, link.paymentId);
    if (!found) throw new DomainError<PaymentErrorCode>("PAYMENT_NOT_FOUND");
    await lockRelationship(tx, found.tradeRelationshipId); // so that the active bill stays active until we commit
    const payment = await findPaymentLink(tx, actor.distributorId, link.paymentId);
    if (!payment) throw new DomainError<PaymentErrorCode>("PAYMENT_NOT_FOUND");
    if (link.to === "active-bill" && !payment.activeBillId)
      throw new DomainError<PaymentErrorCode>("NO_ACTIVE_BILL");
    const billId = link.to === "active-bill" ? payment.activeBillId : null;
    if (billId === payment.billId) throw new DomainError<PaymentErrorCode>("PAYMENT_LINK_UNCHANGED");
    await insertLink(tx, { paymentId: link.paymentId, billId, linkedBy: actor.userId });
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: actor.distributorId,
      action: billId ? "payment.link" : "payment.unlink",
      subjectId: link.paymentId,
      details: { from: payment.billId, to: billId },
    });
    return { billId };
  });
}
