import { bankNameOf } from "#server/trade-relationships/bank-code.schema.ts";
import type { BillFacts, MessageFacts, PaymentFacts } from "./message-facts.repository.ts";
import type { MessageTemplates } from "./message-templates.ts";

/** Messages in English. Names stand as they are registered, as they stand on the bank's screens. */
export const englishTemplates: MessageTemplates = {
  billIssued: (facts, bill) => [
    `[${facts.distributorName}] You have a new bill.`,
    "",
    `${facts.storeName}: please transfer the amount below to your dedicated account.`,
    "",
    ...terms(bill),
    ...account(facts),
  ],
  billCorrected: (facts, bill, correctedWon) => [
    `[${facts.distributorName}] Your bill has been corrected.`,
    "",
    `${facts.storeName}: this bill replaces the one of ${won(correctedWon)} sent before, which has expired.`,
    "",
    ...terms(bill),
    ...account(facts),
  ],
  billCanceled: (facts, bill) => [
    `[${facts.distributorName}] Your bill has been cancelled.`,
    "",
    `Cancelled amount  ${won(bill.correctedWon ?? bill.amountWon)}`,
    period(bill),
    `Reason  ${bill.cancelReason ?? "-"}`,
    "",
    "You need not pay this bill. What you have paid already stays in your payment history.",
  ],
  unpaidReminder: (facts, bill) => [
    `[${facts.distributorName}] Payment reminder`,
    "",
    `${facts.storeName}: part of your bill has not been seen to come in yet.`,
    "",
    `Not yet seen to come in  ${won(bill.remainingWon)}`,
    `Billed  ${won(bill.amountWon)}`,
    bill.dueOn ? `Due  ${bill.dueOn}` : null,
    ...account(facts),
    "",
    "If you have paid in cash, by card or in another way, please ignore this reminder.",
  ],
  paymentComplete: (facts, payment) => [
    `[${facts.distributorName}] Payment received`,
    "",
    `${facts.storeName}: your transfer has arrived. Thank you.`,
    "",
    `Amount  ${won(payment.amountWon)}`,
    `Transferred  ${instant(payment.tradedAt)}`,
    remaining(payment),
  ],
  paymentCanceled: (facts, payment) => [
    `[${facts.distributorName}] Your transfer was cancelled.`,
    "",
    "The bank has reported that the transfer below was cancelled.",
    "",
    `Cancelled amount  ${won(payment.amountWon)}`,
    `Transferred  ${instant(payment.tradedAt)}`,
    remaining(payment),
    ...account(facts),
  ],
  payment: (facts, payment, canceled) => [
    canceled
      ? `[Payment] A payment from ${facts.storeName} (${facts.customerCode}) was cancelled.`
      : `[Payment] ${facts.storeName} (${facts.customerCode}) has paid.`,
    "",
    `${canceled ? "Cancelled amount" : "Amount"}  ${won(payment.amountWon)}`,
    `Depositor  ${payment.depositorName ?? "-"}`,
    `Transferred  ${instant(payment.tradedAt)}`,
    payment.billId ? null : "A payment without a bill.",
    remaining(payment),
  ],
  billLink: (linkUrl) => ["", "See the bill", linkUrl],
};

function terms(bill: BillFacts): (string | null)[] {
  return [
    `Amount  ${won(bill.amountWon)}`,
    period(bill),
    bill.dueOn ? `Due  ${bill.dueOn}` : null,
    bill.memo ? `Note  ${bill.memo}` : null,
  ];
}

/** Of the active bill that a payment is linked to; nothing on others, as no one knows (rule R3). */
function remaining(payment: PaymentFacts): string | null {
  if (payment.billRemainingWon === null) return null;
  if (payment.billRemainingWon === 0n) return "The whole amount billed has come in.";
  return `Not yet seen to come in  ${won(payment.billRemainingWon)}`;
}

function account(facts: MessageFacts): string[] {
  return [
    "",
    `Account  ${bankNameOf(facts.bankCode, "en")} ${facts.accountNumber}`,
    `Account holder  ${facts.accountHolder}`,
  ];
}

function period(bill: BillFacts): string | null {
  if (!bill.periodStartOn && !bill.periodEndOn) return null;
  return `Period  ${bill.periodStartOn ?? ""} – ${bill.periodEndOn ?? ""}`;
}

const wonFormat = new Intl.NumberFormat("en-US");
const instantFormat = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Seoul",
  month: "long",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

function won(amountWon: bigint): string {
  return `₩${wonFormat.format(amountWon)}`;
}

/** Seoul's wall clock; said, as the reader may be anywhere. */
function instant(at: Date): string {
  return `${instantFormat.format(at)} (KST)`;
}
