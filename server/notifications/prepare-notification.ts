import { db } from "#server/platform/db.ts";
import { billLinkUrl } from "./bill-link.ts";
import type { ClaimedNotification } from "./delivery.repository.ts";
import { type DropReason, dropReasonOf } from "./drop-reason.ts";
import { findMessageFacts, type MessageFacts } from "./message-facts.repository.ts";
import { messageText } from "./message-text.ts";

export interface PreparedMessage {
  text: string;
  /** For rich clients: ids and amounts; amounts as text, as won does not fit every number. */
  data: Record<string, string | null>;
}

/**
 * Renders a claimed message from the facts of this moment, or says that its reason has vanished.
 * appUrl, linkSecret: for the link to the bill.
 */
export async function prepareNotification(
  notification: ClaimedNotification,
  link: { appUrl: string; secret: string },
): Promise<{ drop: DropReason } | { message: PreparedMessage }> {
  const facts = await findMessageFacts(db(), notification.id);
  if (!facts) throw new Error(`notification ${notification.id} has no trade relationship with an account`);
  const drop = dropReasonOf(notification.kind, facts);
  if (drop) return { drop };
  const billId = facts.bill?.id ?? facts.payment?.billId ?? null;
  const linkUrl = billId && billLinkUrl(link.appUrl, billId, link.secret);
  const text = messageText(notification.kind, notification.recipient, facts, linkUrl);
  return { message: { text, data: machineData(notification, facts, billId) } };
}

function machineData(notification: ClaimedNotification, facts: MessageFacts, billId: string | null) {
  return {
    kind: notification.kind,
    tradeRelationshipId: notification.tradeRelationshipId,
    billId,
    billAmountWon: facts.bill ? String(facts.bill.amountWon) : null,
    paymentId: facts.payment?.id ?? null,
    paymentAmountWon: facts.payment ? String(facts.payment.amountWon) : null,
  };
}
