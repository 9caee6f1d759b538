import { db } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { findBillMessageFacts } from "./message-facts.repository.ts";
import { messageText } from "./message-text.ts";

/**
 * A message about a bill as its store would read it now, without sending it. The link is left open: only the store is
 * to have it. Null: no such bill, or no account to pay into. The caller has seen to it that the bill is the viewer's.
 */
export async function previewMessage(
  kind: "BILL_ISSUED" | "BILL_CANCELED" | "UNPAID_REMINDER",
  billId: string,
): Promise<{ storeName: string; text: string } | null> {
  const facts = await findBillMessageFacts(db(), billId);
  if (!facts) return null;
  return { storeName: facts.storeName, text: messageText(kind, "STORE", facts, `${env().APP_URL}/b/…`) };
}
