import type { NotificationKind, NotificationRecipient } from "#prisma/generated/enums.ts";
import type { BillFacts, MessageFacts, MessageLanguage, PaymentFacts } from "./message-facts.repository.ts";
import type { Lines, MessageTemplates } from "./message-templates.ts";
import { englishTemplates } from "./message-text-en.ts";
import { koreanTemplates } from "./message-text-ko.ts";

const templates: Record<MessageLanguage, MessageTemplates> = { ko: koreanTemplates, en: englishTemplates };

/**
 * Builds the text of a message. linkUrl: where the store sees its bill; null where no bill is behind it.
 * language: the reader's, as the facts have it.
 */
export function messageText(
  kind: NotificationKind,
  recipient: NotificationRecipient,
  facts: MessageFacts,
  linkUrl: string | null,
  language: MessageLanguage = facts.language,
): string {
  const { [language]: template } = templates;
  const lines =
    recipient === "STORE"
      ? storeLines(kind, facts, template)
      : template.payment(facts, required(facts.payment), kind === "PAYMENT_CANCELED");
  if (recipient === "STORE" && linkUrl) lines.push(...template.billLink(linkUrl));
  return lines.filter((line) => line !== null).join("\n");
}

function storeLines(kind: NotificationKind, facts: MessageFacts, template: MessageTemplates): Lines {
  switch (kind) {
    case "BILL_ISSUED": {
      const bill = required(facts.bill);
      return bill.correctedWon === null
        ? template.billIssued(facts, bill)
        : template.billCorrected(facts, bill, bill.correctedWon);
    }
    case "BILL_CANCELED":
      return template.billCanceled(facts, required(facts.bill));
    case "UNPAID_REMINDER":
      return template.unpaidReminder(facts, required(facts.bill));
    case "PAYMENT_COMPLETE":
      return template.paymentComplete(facts, required(facts.payment));
    case "PAYMENT_CANCELED":
      return template.paymentCanceled(facts, required(facts.payment));
    case "PAYMENT_RECEIVED":
      throw new Error("PAYMENT_RECEIVED goes to distributors only");
  }
}

function required<T extends BillFacts | PaymentFacts>(fact: T | null): T {
  if (!fact) throw new Error("the message is about nothing");
  return fact;
}
