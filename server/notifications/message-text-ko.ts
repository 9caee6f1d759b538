import { bankNameOf } from "#server/trade-relationships/bank-code.schema.ts";
import type { BillFacts, MessageFacts, PaymentFacts } from "./message-facts.repository.ts";
import type { MessageTemplates } from "./message-templates.ts";

/** Messages in Korean. */
export const koreanTemplates: MessageTemplates = {
  billIssued: (facts, bill) => [
    `[${facts.distributorName}] 청구서가 도착했습니다.`,
    "",
    `${facts.storeName} 사장님, 아래 금액을 전용계좌로 입금해 주세요.`,
    "",
    ...terms(bill),
    ...account(facts),
  ],
  billCorrected: (facts, bill, correctedWon) => [
    `[${facts.distributorName}] 청구서가 정정되었습니다.`,
    "",
    `${facts.storeName} 사장님, 앞서 보내드린 청구서(${won(correctedWon)})를 아래와 같이 바로잡습니다.`,
    "앞선 청구서는 만료되었습니다.",
    "",
    ...terms(bill),
    ...account(facts),
  ],
  billCanceled: (facts, bill) => [
    `[${facts.distributorName}] 청구서가 취소되었습니다.`,
    "",
    `취소된 청구금액  ${won(bill.correctedWon ?? bill.amountWon)}`,
    period(bill),
    `사유  ${bill.cancelReason ?? "-"}`,
    "",
    "이 청구서로는 입금하지 않으셔도 됩니다. 이미 입금하신 금액은 납부 내역에 그대로 남습니다.",
  ],
  unpaidReminder: (facts, bill) => [
    `[${facts.distributorName}] 미납 알림`,
    "",
    `${facts.storeName} 사장님, 아직 입금이 확인되지 않은 금액이 있어 알려드립니다.`,
    "",
    `아직 입금이 확인되지 않은 금액  ${won(bill.remainingWon)}`,
    `청구금액  ${won(bill.amountWon)}`,
    bill.dueOn ? `납부기한  ${day(bill.dueOn)}` : null,
    ...account(facts),
    "",
    "현금·카드 등 다른 방법으로 이미 내셨다면 이 알림은 지나치셔도 됩니다.",
  ],
  paymentComplete: (facts, payment) => [
    `[${facts.distributorName}] 납부 완료`,
    "",
    `${facts.storeName} 사장님, 입금이 확인되었습니다. 고맙습니다.`,
    "",
    `입금액  ${won(payment.amountWon)}`,
    `입금일시  ${instant(payment.tradedAt)}`,
    remaining(payment),
  ],
  paymentCanceled: (facts, payment) => [
    `[${facts.distributorName}] 입금이 취소되었습니다.`,
    "",
    "은행에서 아래 입금을 취소했다고 알려왔습니다.",
    "",
    `취소된 입금액  ${won(payment.amountWon)}`,
    `원래 입금일시  ${instant(payment.tradedAt)}`,
    remaining(payment),
    ...account(facts),
  ],
  payment: (facts, payment, canceled) => [
    `[수납] ${facts.storeName}(${facts.customerCode})에서 ${canceled ? "수납이 취소되었습니다" : "수납되었습니다"}.`,
    "",
    `${canceled ? "취소된 금액" : "입금액"}  ${won(payment.amountWon)}`,
    `입금자  ${payment.depositorName ?? "-"}`,
    `입금일시  ${instant(payment.tradedAt)}`,
    payment.billId ? null : "청구서 없는 수납입니다.",
    remaining(payment),
  ],
  billLink: (linkUrl) => ["", "청구서 보기", linkUrl],
};

function terms(bill: BillFacts): (string | null)[] {
  return [
    `청구금액  ${won(bill.amountWon)}`,
    period(bill),
    bill.dueOn ? `납부기한  ${day(bill.dueOn)}` : null,
    bill.memo ? `메모  ${bill.memo}` : null,
  ];
}

/** Of the active bill that a payment is linked to; nothing on others, as no one knows (rule R3). */
function remaining(payment: PaymentFacts): string | null {
  if (payment.billRemainingWon === null) return null;
  if (payment.billRemainingWon === 0n) return "청구금액이 모두 입금되었습니다.";
  return `아직 입금이 확인되지 않은 금액  ${won(payment.billRemainingWon)}`;
}

function account(facts: MessageFacts): string[] {
  return [
    "",
    `입금계좌  ${bankNameOf(facts.bankCode, "ko")} ${facts.accountNumber}`,
    `예금주  ${facts.accountHolder}`,
  ];
}

function period(bill: BillFacts): string | null {
  if (!bill.periodStartOn && !bill.periodEndOn) return null;
  return `거래기간  ${bill.periodStartOn ? day(bill.periodStartOn) : ""} ~ ${bill.periodEndOn ? day(bill.periodEndOn) : ""}`;
}

const wonFormat = new Intl.NumberFormat("ko-KR");
const instantFormat = new Intl.DateTimeFormat("ko-KR", {
  timeZone: "Asia/Seoul",
  month: "long",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

function won(amountWon: bigint): string {
  return `${wonFormat.format(amountWon)}원`;
}

function day(on: string): string {
  return on.replaceAll("-", ".");
}

function instant(at: Date): string {
  return instantFormat.format(at);
}
