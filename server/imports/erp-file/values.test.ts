import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_BILL_WON, parseBusinessNumber, parseDate, parseWon } from "./values.ts";

describe("parseWon", () => {
  it.each<[string, bigint]>([
    ["1234000", 1_234_000n],
    ["1,234,000", 1_234_000n],
    ["１，２３４，０００", 1_234_000n],
    ["1 234 000", 1_234_000n],
    ["1,234,000원", 1_234_000n],
    ["370,200\u00a0원", 370_200n],
    ["₩1,000", 1_000n],
    ["￦1,000", 1_000n],
    ["\\1,000", 1_000n],
    ["KRW 1,000", 1_000n],
    ["\u3000 3,981,000\u00a0", 3_981_000n],
    ["△120,000", -120_000n],
    ["▲120,000", -120_000n],
    ["-120,000", -120_000n],
    ["−120,000", -120_000n],
    ["－120,000", -120_000n],
    ["-₩120,000", -120_000n],
    ["₩-120,000", -120_000n],
    ["(120,000)", -120_000n],
    ["（120,000）", -120_000n],
    ["(₩120,000)", -120_000n],
    ["₩(120,000)원", -120_000n],
    ["120,000-", -120_000n],
    ["+500", 500n],
    ["1234.00", 1_234n],
    ["1,234.0", 1_234n],
    ["0", 0n],
    ["-", 0n],
    [" ₩ - ", 0n],
    ['="00500"', 500n],
    ["1,000,000,000,000", MAX_BILL_WON],
  ])("reads %j", (text, amountWon) => {
    expect(parseWon(text)).toEqual({ ok: true, amountWon });
  });

  it.each([
    ["", "AMOUNT_EMPTY"],
    [" \u00a0\u3000", "AMOUNT_EMPTY"],
    ["12만원", "AMOUNT_NOT_A_NUMBER"],
    ["1e6", "AMOUNT_NOT_A_NUMBER"],
    ["0x10", "AMOUNT_NOT_A_NUMBER"],
    ["12,34", "AMOUNT_NOT_A_NUMBER"],
    ["1,234,56", "AMOUNT_NOT_A_NUMBER"],
    ["1.234.567", "AMOUNT_NOT_A_NUMBER"],
    ["--5", "AMOUNT_NOT_A_NUMBER"],
    ["△(5)", "AMOUNT_NOT_A_NUMBER"],
    ["-5-", "AMOUNT_NOT_A_NUMBER"],
    ["10²", "AMOUNT_NOT_A_NUMBER"],
    ["٣", "AMOUNT_NOT_A_NUMBER"],
    ["$5", "AMOUNT_NOT_A_NUMBER"],
    ["1234.5", "AMOUNT_FRACTION"],
    ["1,234.01원", "AMOUNT_FRACTION"],
    ["1,000,000,000,001", "AMOUNT_TOO_LARGE"],
    ["9223372036854775808", "AMOUNT_TOO_LARGE"],
    ["9".repeat(5_000), "AMOUNT_TOO_LARGE"],
  ])("refuses %j: %s", (text, problem) => {
    expect(parseWon(text)).toEqual({ ok: false, problem });
  });

  it("reads back whatever way an amount was written", () => {
    const group = (won: bigint) => won.toLocaleString("en-US");
    const writings: ((won: bigint) => string)[] = [
      String,
      group,
      (won) => `${group(won)}원`,
      (won) => `₩${group(won)}`,
      (won) => (won < 0n ? `△${group(-won)}` : group(won)),
      (won) => (won < 0n ? `(${group(-won)})` : group(won)),
      (won) => ` ${group(won).replaceAll(",", "\u00a0")}.00 `,
      (won) => group(won).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    ];
    const amount = fc.bigInt({ min: -MAX_BILL_WON, max: MAX_BILL_WON });
    fc.assert(
      fc.property(amount, fc.constantFrom(...writings), (amountWon, write) => {
        expect(parseWon(write(amountWon))).toEqual({ ok: true, amountWon });
      }),
    );
  });
});

describe("parseDate", () => {
  it.each([
    "2026-10-01",
    "2026.10.01",
    "2026. 10. 1.",
    "2026. 10. 1",
    "20261001",
    "2026/10/1",
    "26-10-01",
    "26/10/1",
    "26.10.1",
    "2026년 10월 1일",
    "２０２６－１０－０１",
    " 2026-10-01\u00a0",
    "2026-10-01 00:00:00",
  ])("reads %j", (text) => {
    expect(parseDate(text)).toEqual({ ok: true, date: "2026-10-01" });
  });

  it.each([
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-10-00",
    "2026-10/01",
    "1026-10-01",
    "2026-10",
    "10/01/2026",
    "46296",
    "10월",
    "2026-10-01 09:12",
  ])("refuses %j", (text) => {
    expect(parseDate(text)).toEqual({ ok: false, problem: "DATE_INVALID" });
  });

  it("knows leap years and empty cells", () => {
    expect(parseDate("2028-02-29")).toEqual({ ok: true, date: "2028-02-29" });
    expect(parseDate(" ")).toEqual({ ok: false, problem: "DATE_EMPTY" });
  });
});

describe("parseBusinessNumber", () => {
  it.each(["495-98-68919", "4959868919", "495 98 68919", "４９５-９８-６８９１９"])("reads %j", (text) => {
    expect(parseBusinessNumber(text)).toBe("4959868919");
  });

  it.each(["", "495-98-68918", "594-98-68919", "495986891", "4959-868919", "0000000000", "abc"])(
    "refuses %j",
    (text) => {
      expect(parseBusinessNumber(text)).toBeNull();
    },
  );
});
