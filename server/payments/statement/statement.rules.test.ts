import fc from "fast-check";
import { expect, test } from "vitest";
import { codeOf, printedCode, readSnapshot, totalsOf, typedCode, writeSnapshot } from "./statement.rules.ts";

const line = {
  id: "01900000-0000-7000-8000-000000000001",
  kind: "PAYMENT" as const,
  tradedAt: new Date("2026-11-01T01:02:03.456Z"),
  storeName: "행복한분식",
  customerCode: "00042",
  depositorName: null,
  amountWon: 9_007_199_254_740_993n,
  billId: null,
  billIssuedAt: null,
  billAmountWon: null,
};
const snapshot = {
  parties: {
    distributorId: "d",
    distributorName: "한빛식자재",
    distributorBusinessNumber: "1234567890",
    store: null,
  },
  fromOn: "2026-11-01",
  toOn: "2026-11-30",
  issuedAt: new Date("2026-12-01T00:00:00Z"),
  lines: [line],
};

test("a snapshot reads back as it was written, beyond 2^53 too", () => {
  const { version, nonce, ...read } = readSnapshot(writeSnapshot(snapshot, "n")) as unknown as Record<
    string,
    unknown
  >;
  expect(read).toEqual(snapshot);
  expect([version, nonce]).toEqual([1, "n"]);
});

test("a single changed character makes another code", () => {
  const text = writeSnapshot(snapshot, "n");
  const codes = new Set([...text].map((_, at) => codeOf(`${text.slice(0, at)}~${text.slice(at + 1)}`)));
  expect(codes.size).toBe(text.length);
  expect(codes.has(codeOf(text))).toBe(false);
});

test("the code does not follow from the payments: the nonce is part of it", () => {
  expect(codeOf(writeSnapshot(snapshot, "a"))).not.toBe(codeOf(writeSnapshot(snapshot, "b")));
});

test("a code is understood however it was typed", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const code = codeOf(text);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/);
      expect(printedCode(code)).toMatch(/^(\w{5}-){3}\w{5}$/);
      const typed = printedCode(code)
        .toLowerCase()
        .replaceAll("0", "o")
        .replaceAll("1", "l")
        .replace("-", " — ");
      expect(typedCode(typed)).toBe(code);
    }),
  );
  expect([typedCode(""), typedCode("ABC"), typedCode("U".repeat(20)), typedCode("0".repeat(21))]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test("payments and reversals are summed apart", () => {
  const lines = [line, { ...line, amountWon: 7n }, { ...line, kind: "REVERSAL" as const, amountWon: 7n }];
  expect(totalsOf(lines)).toEqual({
    entryCount: 3,
    paymentWon: 9_007_199_254_741_000n,
    reversalWon: 7n,
  });
});
