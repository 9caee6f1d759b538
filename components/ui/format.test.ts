import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatAccountNumber,
  formatCount,
  formatDate,
  formatDateShort,
  formatDateTime,
  formatDateTimeShort,
  formatDay,
  formatMonth,
  formatPeriod,
  formatPhoneNumber,
  formatRate,
  formatRelative,
  formatWon,
} from "./format.ts";

describe("money", () => {
  test.each([
    [0n, "0원", "₩0"],
    [999n, "999원", "₩999"],
    [1_234_000n, "1,234,000원", "₩1,234,000"],
    [-300_000n, "-300,000원", "-₩300,000"],
    [9_223_372_036_854_775_807n, "9,223,372,036,854,775,807원", "₩9,223,372,036,854,775,807"],
  ])("%s", (amountWon, ko, en) => {
    expect([formatWon(amountWon, "ko"), formatWon(amountWon, "en")]).toEqual([ko, en]);
  });

  test("groups digits as Intl does", () => {
    fc.assert(
      fc.property(fc.bigInt(), (value) => {
        expect(formatCount(value)).toBe(new Intl.NumberFormat("en").format(value));
      }),
    );
  });

  test("rates", () => {
    expect([0, 5, 150, 1000].map(formatRate)).toEqual(["0%", "0.05%", "1.5%", "10%"]);
  });
});

describe("days and instants", () => {
  const lateEvening = new Date("2026-11-21T15:05:00Z"); // 00:05 on the 22nd in Seoul

  test("an instant is told in Seoul", () => {
    expect(formatDate(lateEvening, "ko")).toBe("2026년 11월 22일");
    expect(formatDate(lateEvening, "en")).toBe("22 Nov 2026");
    expect(formatDateTime(lateEvening, "ko")).toBe("2026년 11월 22일 00:05");
    expect(formatDateTime(lateEvening, "en")).toBe("22 Nov 2026, 00:05");
    expect(formatDateTimeShort(lateEvening)).toBe("2026-11-22 00:05");
    expect(formatDay(lateEvening, "ko")).toBe("11월 22일 (일)");
    expect(formatDay(lateEvening, "en")).toBe("Sun 22 Nov");
    expect(formatMonth(lateEvening, "ko")).toBe("2026년 11월");
    expect(formatMonth(lateEvening, "en")).toBe("Nov 2026");
  });

  test("a day is itself, as text or as midnight UTC", () => {
    expect(formatDateShort("2026-11-22")).toBe("2026-11-22");
    expect(formatDateShort(new Date("2026-11-22T00:00:00Z"))).toBe("2026-11-22");
    expect(formatPeriod("2026-11-01", "2026-11-30")).toBe("2026-11-01 ~ 2026-11-30");
  });

  test("agrees with Intl's Seoul clock since summer time ended", () => {
    const range = { min: new Date("1989-01-01T00:00:00Z"), max: new Date("2100-01-01T00:00:00Z") };
    fc.assert(
      fc.property(fc.date({ ...range, noInvalidDate: true }), (instant) => {
        const options = { timeZone: "Asia/Seoul", dateStyle: "short", timeStyle: "short" } as const;
        const expected = new Intl.DateTimeFormat("sv-SE", options).format(instant);
        expect(formatDateTimeShort(instant)).toBe(expected);
      }),
    );
  });

  test("what is no date is refused", () => {
    expect(() => formatDate("soon", "ko")).toThrow(RangeError);
  });

  test.each([
    ["2026-11-22T03:00:00Z", "지금", "now"],
    ["2026-11-22T02:57:00Z", "3분 전", "3 minutes ago"],
    ["2026-11-22T01:00:00Z", "2시간 전", "2 hours ago"],
    ["2026-11-21T14:00:00Z", "어제", "yesterday"],
    ["2026-11-24T03:00:00Z", "모레", "in 2 days"],
    ["2026-11-01T03:00:00Z", "2026-11-01", "2026-11-01"],
  ])("relative to noon of the 22nd: %s", (value, ko, en) => {
    const now = new Date("2026-11-22T03:00:30Z");
    expect(formatRelative(value, now, "ko")).toBe(ko);
    expect(formatRelative(value, now, "en")).toBe(en);
  });
});

test.each([
  ["79012345678901", "7901-2345-6789-01"],
  ["7901234567890", "7901-2345-67890"],
  ["790123456789", "7901-2345-6789"],
  ["79012345678", "7901-2345-678"],
  ["7901 2345-6789", "7901-2345-6789"],
])("account number %s", (raw, grouped) => {
  expect(formatAccountNumber(raw)).toBe(grouped);
});

test.each([
  ["01012345678", "010-1234-5678"],
  ["0111234567", "011-123-4567"],
  ["+821012345678", "010-1234-5678"],
  ["0212345678", "02-1234-5678"],
  ["021234567", "02-123-4567"],
  ["0311234567", "031-123-4567"],
  ["050712345678", "0507-1234-5678"],
  ["15881234", "1588-1234"],
  ["internal 42", "internal 42"],
])("phone number %s", (raw, grouped) => {
  expect(formatPhoneNumber(raw)).toBe(grouped);
});
