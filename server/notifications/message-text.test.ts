import { describe, expect, test } from "vitest";
import type { NotificationKind, NotificationRecipient } from "#prisma/generated/enums.ts";
import type { MessageFacts } from "./message-facts.repository.ts";
import { messageText } from "./message-text.ts";

const facts: MessageFacts = {
  language: "ko",
  distributorName: "한빛식자재",
  storeName: "행복한분식",
  customerCode: "00012",
  bankCode: "004",
  accountNumber: "79012345678901",
  accountHolder: "한빛식자재",
  remindersOff: false,
  announcedState: null,
  bill: {
    id: "bill",
    status: "ACTIVE",
    amountWon: 1_234_567n,
    remainingWon: 734_567n,
    periodStartOn: "2026-10-01",
    periodEndOn: "2026-10-31",
    dueOn: "2026-11-30",
    memo: "10월분",
    cancelReason: "금액 오류",
    correctedWon: null,
  },
  payment: {
    id: "payment",
    amountWon: 500_000n,
    depositorName: "김사장",
    tradedAt: new Date("2026-11-22T01:02:03Z"),
    reversed: false,
    billId: "bill",
    billRemainingWon: 734_567n,
  },
};
const link = "https://sunap.example.com/b/token";

const messages: [NotificationKind, NotificationRecipient][] = [
  ["BILL_ISSUED", "STORE"],
  ["BILL_CANCELED", "STORE"],
  ["UNPAID_REMINDER", "STORE"],
  ["PAYMENT_COMPLETE", "STORE"],
  ["PAYMENT_CANCELED", "STORE"],
  ["PAYMENT_RECEIVED", "DISTRIBUTOR"],
  ["PAYMENT_CANCELED", "DISTRIBUTOR"],
];

const hangul = /\p{Script=Hangul}/u;
/** Names, notes and banks stand as they are in any language. */
const given = /한빛식자재|행복한분식|10월분|금액 오류|김사장/g;

test("the Korean reminder, word for word", () => {
  expect(messageText("UNPAID_REMINDER", "STORE", facts, link)).toBe(`[한빛식자재] 미납 알림

행복한분식 사장님, 아직 입금이 확인되지 않은 금액이 있어 알려드립니다.

아직 입금이 확인되지 않은 금액  734,567원
청구금액  1,234,567원
납부기한  2026.11.30

입금계좌  KB국민은행 79012345678901
예금주  한빛식자재

현금·카드 등 다른 방법으로 이미 내셨다면 이 알림은 지나치셔도 됩니다.

청구서 보기
https://sunap.example.com/b/token`);
});

test("the English bill, word for word", () => {
  expect(messageText("BILL_ISSUED", "STORE", facts, link, "en")).toBe(`[한빛식자재] You have a new bill.

행복한분식: please transfer the amount below to your dedicated account.

Amount  ₩1,234,567
Period  2026-10-01 – 2026-10-31
Due  2026-11-30
Note  10월분

Account  KB Kookmin Bank 79012345678901
Account holder  한빛식자재

See the bill
https://sunap.example.com/b/token`);
});

describe.each(messages)("%s to a %s", (kind, recipient) => {
  test("is told in the reader's language, wholly", () => {
    expect(
      messageText(kind, recipient, { ...facts, language: "en" }, link).replaceAll(given, ""),
    ).not.toMatch(hangul);
    expect(messageText(kind, recipient, facts, link).replaceAll(given, "")).toMatch(hangul);
  });

  test("names the same figures in both languages", () => {
    const figures = (language: "ko" | "en") =>
      (messageText(kind, recipient, facts, link, language).match(/[\d,]{5,}/g) ?? []).sort();
    expect(figures("en")).toEqual(figures("ko"));
    expect(figures("en").length).toBeGreaterThan(0);
  });

  test("only a store gets the link to its bill", () => {
    expect(messageText(kind, recipient, facts, link).includes(link)).toBe(recipient === "STORE");
  });
});

test.each(["ko", "en"] as const)("a correction in %s names the amount that was wrong", (language) => {
  const bill = { ...facts.bill, correctedWon: 9_999_000n } as NonNullable<MessageFacts["bill"]>;
  const text = messageText("BILL_ISSUED", "STORE", { ...facts, bill }, link, language);
  expect(text).toContain("9,999,000");
  expect(text).toContain("1,234,567");
});

test("a bill that has ended, or is none, leaves out what nobody knows", () => {
  const payment = { ...facts.payment, billRemainingWon: null } as NonNullable<MessageFacts["payment"]>;
  const text = messageText("PAYMENT_COMPLETE", "STORE", { ...facts, payment }, null);
  expect(text).not.toContain("확인되지 않은");
});
