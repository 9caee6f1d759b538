import { expect, test } from "vitest";
import { type ExportEntry, exportRow } from "./export.rules.ts";
import { type ExportField, exportFields } from "./export.schema.ts";

const entry: ExportEntry = {
  id: "e",
  kind: "PAYMENT",
  amountWon: 300_000n,
  tradedAt: new Date("2026-11-22T15:30:05Z"), // past midnight in Seoul
  customerCode: "00042",
  storeName: "행복한분식",
  businessNumber: null,
  depositorName: "김사장",
  bankCode: "004",
  accountNumber: "79012345678901",
  transactionId: "20261123-1",
  billIssuedAt: new Date("2026-11-01T00:00:00Z"),
};

const expected: Record<ExportField, unknown> = {
  tradedOn: "2026-11-23",
  tradedOnCompact: "20261123",
  tradedTime: "00:30:05",
  kind: "수납",
  customerCode: "00042",
  storeName: "행복한분식",
  businessNumber: null,
  depositorName: "김사장",
  amountWon: 300_000n,
  receivedWon: 300_000n,
  canceledWon: null,
  bankAccountCode: "103",
  bankCode: "004",
  accountNumber: "79012345678901",
  transactionId: "20261123-1",
  billIssuedOn: "2026-11-01",
  description: "수납 행복한분식 김사장",
  fixed: "보통예금",
};

const format = (fields: readonly ExportField[]) => ({
  columns: fields.map((field) => ({ field, header: field, text: "보통예금" })),
  bankAccountCode: "103",
});

test("each column says what it is called, in the order that was chosen", () => {
  expect(exportRow(entry, format(exportFields))).toEqual(exportFields.map((field) => expected[field]));
  const reversed = exportFields.toReversed();
  expect(exportRow(entry, format(reversed))).toEqual(reversed.map((field) => expected[field]));
});

test("a reversal takes back: below zero, in a column of its own, and named so", () => {
  const reversal = { ...entry, kind: "REVERSAL" as const, depositorName: null, billIssuedAt: null };
  const fields = ["kind", "amountWon", "receivedWon", "canceledWon", "billIssuedOn", "description"] as const;
  expect(exportRow(reversal, format(fields))).toEqual([
    "수납취소",
    -300_000n,
    null,
    300_000n,
    null,
    "수납취소 행복한분식",
  ]);
});
