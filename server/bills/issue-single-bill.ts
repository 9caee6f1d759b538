import type { z } from "zod";
import { transaction } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { singleBillSource } from "./bill.repository.ts";
import type { issueBillInput } from "./bill.schema.ts";
import { issueBills } from "./issue-bills.ts";

/**
 * Issues one bill made by hand; the store's previous active bill expires. leavesAt: when the store is told; null: at
 * once. Throws TRADE_RELATIONSHIP_NOT_FOUND.
 */
export async function issueSingleBill(
  actor: DistributorActor,
  bill: z.output<typeof issueBillInput>,
): Promise<{ billId: string; leavesAt: Date | null }> {
  const source = singleBillSource(bill);
  const { billIds, leavesAt } = await transaction((tx) =>
    issueBills(tx, actor, { source, expectedCount: 1, billBatchId: null }),
  );
  const [billId] = billIds;
  if (!billId) throw new Error("the bill was not inserted");
  return { billId, leavesAt };
}
