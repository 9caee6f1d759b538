import { recordAudit } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import type { BillErrorCode } from "./bill.errors.ts";
import { closeBillLink } from "./bill-link.repository.ts";

/**
 * Revokes the link in a bill's message, for good: whoever has it sees nothing any more. The bill itself, and what its
 * store sees when signed in, stay as they are. A link that is revoked already stays so; nothing is audited twice.
 * Throws BILL_NOT_FOUND (also for another distributor's bill).
 */
export async function revokeBillLink(actor: DistributorActor, billId: string): Promise<void> {
  await transaction(async (tx) => {
    const closed = await closeBillLink(tx, { billId, distributorId: actor.distributorId });
    if (closed === null) throw new DomainError<BillErrorCode>("BILL_NOT_FOUND");
    if (!closed) return;
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: actor.distributorId,
      action: "bill.revokeLink",
      subjectId: billId,
      details: {},
    });
  });
}
