import { recordAudit } from "#server/audit/record-audit.ts";
import { queueNotifications } from "#server/notifications/queue-notifications.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import type { BillErrorCode } from "./bill.errors.ts";
import * as repository from "./bill.repository.ts";
import { lockRelationship } from "./lock-relationship.ts";
import { whenMessagesLeave } from "./when-messages-leave.ts";

/**
 * Cancels an active bill and tells the store (rule R6). Linked payments stay; no earlier bill comes back.
 * leavesAt: when the store is told; null: at once. Throws BILL_NOT_FOUND (also for another distributor's bill) and BILL_NOT_ACTIVE.
 */
export async function cancelBill(
  actor: DistributorActor,
  cancel: { billId: string; reason: string },
): Promise<{ leavesAt: Date | null }> {
  return transaction(async (tx) => {
    const tradeRelationshipId = await repository.findBillRelationship(tx, cancel.billId, actor.distributorId);
    if (!tradeRelationshipId) throw new DomainError<BillErrorCode>("BILL_NOT_FOUND");
    await lockRelationship(tx, tradeRelationshipId);
    const canceled = await repository.cancelActiveBill(tx, {
      ...cancel,
      distributorId: actor.distributorId,
      canceledBy: actor.userId,
    });
    if (!canceled) throw new DomainError<BillErrorCode>("BILL_NOT_ACTIVE");
    const leavesAt = await whenMessagesLeave(tx, actor.distributorId);
    await queueNotifications(tx, [
      {
        kind: "BILL_CANCELED",
        recipient: "STORE",
        eventId: cancel.billId,
        tradeRelationshipId,
        billId: cancel.billId,
        ...(leavesAt ? { notBefore: leavesAt } : {}),
      },
    ]);
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: actor.distributorId,
      action: "bill.cancel",
      subjectId: cancel.billId,
      details: { reason: cancel.reason },
    });
    return { leavesAt };
  });
}
