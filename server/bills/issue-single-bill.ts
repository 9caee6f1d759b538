import type { z } from "zod";
import { Prisma } from "#prisma/generated/client.ts";
import { transaction } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import type { issueBillInput } from "./bill.schema.ts";
import { issueBills } from "./issue-bills.ts";

/** Issues one bill made by hand; the store's previous active bill expires. Throws TRADE_RELATIONSHIP_NOT_FOUND. */
export async function issueSingleBill(
  actor: DistributorActor,
  bill: z.output<typeof issueBillInput>,
): Promise<{ billId: string }> {
  const source = Prisma.sql`
    SELECT ${bill.tradeRelationshipId}::uuid AS trade_relationship_id, ${bill.amountWon}::bigint AS amount_won,
           ${bill.periodStartOn}::date AS period_start_on, ${bill.periodEndOn}::date AS period_end_on,
           ${bill.dueOn}::date AS due_on, ${bill.memo || null}::text AS memo`;
  const { billIds } = await transaction((tx) =>
    issueBills(tx, actor, { source, expectedCount: 1, billBatchId: null }),
  );
  const [billId] = billIds;
  if (!billId) throw new Error("the bill was not inserted");
  return { billId };
}
