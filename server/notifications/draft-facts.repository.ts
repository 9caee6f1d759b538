import type { Tx } from "#server/platform/db.ts";
import type { BillFacts, MessageFacts } from "./message-facts.repository.ts";

export type BillDraft = Pick<BillFacts, "amountWon" | "periodStartOn" | "periodEndOn" | "dueOn" | "memo"> & {
  tradeRelationshipId: string;
};

/** What a message about this bill would say if it were issued now. */
export async function findDraftMessageFacts(
  tx: Tx,
  distributorId: string,
  { tradeRelationshipId, ...draft }: BillDraft,
): Promise<MessageFacts | null> {
  const [row] = await tx.$queryRaw<Omit<MessageFacts, "bill" | "payment" | "announcedState">[]>`
    SELECT s.language, d.name AS "distributorName", s.name AS "storeName", t.customer_code AS "customerCode",
           a.bank_code AS "bankCode", a.account_number AS "accountNumber", a.holder_name AS "accountHolder"
    FROM trade_relationship t
    JOIN distributor d ON d.id = t.distributor_id
    JOIN store s ON s.id = t.store_id
    JOIN virtual_account a ON a.trade_relationship_id = t.id
    WHERE t.id = ${tradeRelationshipId}::uuid AND t.distributor_id = ${distributorId}::uuid`;
  if (!row) return null;
  const bill: BillFacts = {
    ...draft,
    id: "",
    status: "ACTIVE",
    remainingWon: draft.amountWon,
    cancelReason: null,
    correctedWon: null,
  };
  return { ...row, bill, payment: null, announcedState: null };
}
