import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { type BillDraft, findDraftMessageFacts } from "./draft-facts.repository.ts";
import { messageText } from "./message-text.ts";

/**
 * The message about a bill that does not exist yet, as its store would read it. The link is left open. Null: the
 * distributor has no such customer, or the customer no account to pay into.
 */
export async function previewDraft(
  distributorId: string,
  draft: BillDraft,
): Promise<{ storeName: string; text: string } | null> {
  const facts = await findDraftMessageFacts(db(), distributorId, draft);
  if (!facts) return null;
  return {
    storeName: facts.storeName,
    text: messageText("BILL_ISSUED", "STORE", facts, `${env().APP_URL}/b/…`),
  };
}
