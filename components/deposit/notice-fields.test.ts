import { expect, test } from "vitest";
import { differingFields, type NoticeFields, readNotice } from "./notice-fields.ts";

const body = (type: string, data: object) =>
  JSON.stringify({
    type,
    timestamp: "2026-11-22T01:00:03Z",
    data: {
      bankCode: "004",
      transactionId: "T-1",
      accountNumber: "79012345678901",
      amount: 300_000,
      tradedAt: "2026-11-22T10:00:01+09:00",
      ...data,
    },
  });

function read(text: string): NoticeFields {
  const notice = readNotice(text);
  if (!notice) throw new Error("not a notice");
  return notice;
}

test("a body is read field by field", () => {
  expect(readNotice(body("deposit.received", { depositorName: "김사장" }))).toEqual({
    kind: "received",
    bankCode: "004",
    accountNumber: "79012345678901",
    amountWon: 300_000n,
    tradedAt: new Date("2026-11-22T01:00:01Z"),
    depositorName: "김사장",
    transactionId: "T-1",
    originalTransactionId: null,
  });
});

test.each(["", "{}", "[]", '{"type":"deposit.received"}'])("%j is no notice", (text) => {
  expect(readNotice(text)).toBeNull();
});

test("of one transaction everything but the depositor's name counts, and moments count as instants", () => {
  const stored = read(body("deposit.received", { depositorName: "김사장" }));
  const same = read(body("deposit.received", { depositorName: "김", tradedAt: "2026-11-22T01:00:01Z" }));
  expect([...differingFields(same, stored)]).toEqual([]);
  const other = read(body("deposit.received", { amount: 1, tradedAt: "2026-11-22T01:00:02Z" }));
  expect([...differingFields(other, stored)]).toEqual(["amountWon", "tradedAt"]);
});

test("a cancellation must repeat account and amount of its original, nothing else", () => {
  const original = read(body("deposit.received", {}));
  const canceled = { transactionId: "T-2", originalTransactionId: "T-1", tradedAt: "2026-11-23T01:00:01Z" };
  expect([...differingFields(read(body("deposit.canceled", canceled)), original)]).toEqual([]);
  const wrong = read(body("deposit.canceled", { ...canceled, amount: 299_000 }));
  expect([...differingFields(wrong, original)]).toEqual(["amountWon"]);
});
