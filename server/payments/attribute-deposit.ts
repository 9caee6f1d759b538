import { recordAudit } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import { findAttribution, insertAttribution } from "./attribution.repository.ts";
import type { PaymentErrorCode } from "./payment.errors.ts";
import { insertAttributedPayment, lockDeposit } from "./payment.repository.ts";
import { settleAndTell } from "./record-notice.ts";

/**
 * An operator decides whose an unmatched deposit is; it becomes a payment like any other, and both sides are told.
 * Throws DEPOSIT_NOT_FOUND, DEPOSIT_ALREADY_ATTRIBUTED, DEPOSIT_CANCELED.
 */
export async function attributeDeposit(
  actor: AdminActor,
  attribution: { depositId: string; tradeRelationshipId: string; reason: string },
): Promise<{ paymentId: string }> {
  return transaction(async (tx) => {
    const named = await findAttribution(tx, attribution);
    if (!named) throw new DomainError<PaymentErrorCode>("DEPOSIT_NOT_FOUND");
    await lockDeposit(tx, named.bankCode, named.transactionId); // against its cancellation, and a second operator
    const deposit = await findAttribution(tx, attribution);
    if (!deposit) throw new DomainError<PaymentErrorCode>("DEPOSIT_NOT_FOUND");
    if (deposit.attributed) throw new DomainError<PaymentErrorCode>("DEPOSIT_ALREADY_ATTRIBUTED");
    if (deposit.canceled) throw new DomainError<PaymentErrorCode>("DEPOSIT_CANCELED");
    const depositAttributionId = await insertAttribution(tx, { ...attribution, attributedBy: actor.userId });
    const payment = await insertAttributedPayment(
      tx,
      attribution.depositId,
      deposit.owner,
      depositAttributionId,
    );
    await settleAndTell(tx, payment);
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: deposit.owner.distributorId,
      action: "deposit.attribute",
      subjectId: attribution.depositId,
      details: { tradeRelationshipId: attribution.tradeRelationshipId, reason: attribution.reason },
    });
    return { paymentId: payment.id };
  });
}
