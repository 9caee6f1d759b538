import type { z } from "zod";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import type { BillErrorCode } from "./bill.errors.ts";
import * as repository from "./bill.repository.ts";
import type { correctBillInput } from "./bill.schema.ts";
import { issueBills } from "./issue-bills.ts";
import { lockRelationship } from "./lock-relationship.ts";

/**
 * Issues the right bill in place of a wrong one that is active: the wrong one expires in that moment, and one message
 * tells the store that its bill was corrected (an ordinary one, if the wrong bill's never left). Payments stay where the
 * moment of their transfer puts them (rule R5). leavesAt: when the store is told; null: at once.
 * Throws BILL_NOT_FOUND (also for another distributor's), BILL_NOT_ACTIVE and TRADE_RELATIONSHIP_NOT_FOUND.
 */
export async function correctBill(
  actor: DistributorActor,
  { billId: wrongBillId, ...terms }: z.output<typeof correctBillInput>,
): Promise<{ billId: string; leavesAt: Date | null }> {
  return transaction(async (tx) => {
    const tradeRelationshipId = await repository.findBillRelationship(tx, wrongBillId, actor.distributorId);
    if (!tradeRelationshipId) throw new DomainError<BillErrorCode>("BILL_NOT_FOUND");
    await lockRelationship(tx, tradeRelationshipId);
    if (!(await repository.isActiveBill(tx, wrongBillId)))
      throw new DomainError<BillErrorCode>("BILL_NOT_ACTIVE");
    const source = repository.singleBillSource({ tradeRelationshipId, ...terms });
    const { billIds, leavesAt } = await issueBills(tx, actor, {
      source,
      expectedCount: 1,
      billBatchId: null,
      correctsBillId: wrongBillId,
    });
    const [billId] = billIds;
    if (!billId) throw new Error("the bill was not inserted");
    return { billId, leavesAt };
  });
}
