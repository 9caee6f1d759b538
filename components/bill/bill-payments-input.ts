import type { BillRow } from "./bill.types.ts";

/** What to ask for a bill's payments; the relationship is named for the index that it opens. */
export function billPaymentsInput({ id, tradeRelationshipId }: Pick<BillRow, "id" | "tradeRelationshipId">) {
  return { billId: id, tradeRelationshipId, limit: 100 };
}
