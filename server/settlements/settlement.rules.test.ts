import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, closedFor, isCalendarConfirmed, nextBusinessDay } from "./bank-calendar.ts";
import { feeOf, firstOpenPayoutOn, isPayoutDayBegun, payoutOn, shownReasons } from "./settlement.rules.ts";

const afternoon = { businessDays: 1, cutoffTime: "16:00:00" };
const seoul = (text: string) => new Date(`${text.replace(" ", "T")}+09:00`);

describe("payoutOn", () => {
  it.each([
    ["an ordinary Tuesday", "2026-11-24 10:00:00", 1, "2026-11-25", []],
    ["T+0", "2026-11-24 10:00:00", 0, "2026-11-24", []],
    ["a second before the cutoff", "2026-11-24 15:59:59", 1, "2026-11-25", []],
    ["a millisecond before the cutoff", "2026-11-24 15:59:59.999", 1, "2026-11-25", []],
    ["at the cutoff's very second", "2026-11-24 16:00:00", 1, "2026-11-26", ["AFTER_CUTOFF"]],
    ["the last second of a Korean day", "2026-11-24 23:59:59", 1, "2026-11-26", ["AFTER_CUTOFF"]],
    ["the first second of a Korean day", "2026-11-25 00:00:00", 1, "2026-11-26", []],
    ["Friday, over the weekend", "2026-11-20 10:00:00", 1, "2026-11-23", ["WEEKEND"]],
    ["Friday after the cutoff", "2026-11-20 17:00:00", 1, "2026-11-24", ["AFTER_CUTOFF", "WEEKEND"]],
    ["Saturday counts as Monday's", "2026-11-21 10:00:00", 1, "2026-11-24", ["WEEKEND"]],
    ["Sunday T+0", "2026-11-22 10:00:00", 0, "2026-11-23", ["WEEKEND"]],
    ["Sunday after the cutoff is Monday's", "2026-11-22 17:00:00", 1, "2026-11-24", ["AFTER_CUTOFF"]],
    ["before Seollal 2026", "2026-02-13 10:00:00", 1, "2026-02-19", ["WEEKEND", "HOLIDAY"]],
    ["during Seollal 2026", "2026-02-17 10:00:00", 2, "2026-02-23", ["HOLIDAY", "WEEKEND"]],
    ["before Chuseok 2026", "2026-09-23 10:00:00", 1, "2026-09-28", ["HOLIDAY", "WEEKEND"]],
    [
      "Chuseok 2025, with Hangul Day and its substitutes",
      "2025-10-02 10:00:00",
      1,
      "2025-10-10",
      ["HOLIDAY", "WEEKEND"],
    ],
    ["a temporary holiday", "2025-01-24 10:00:00", 1, "2025-01-31", ["WEEKEND", "HOLIDAY"]],
    ["an election day", "2026-06-02 10:00:00", 1, "2026-06-04", ["HOLIDAY"]],
    ["a substitute holiday", "2026-10-02 10:00:00", 1, "2026-10-06", ["WEEKEND", "HOLIDAY"]],
    ["Labour Day, before it was a public holiday", "2025-04-30 10:00:00", 1, "2025-05-02", ["HOLIDAY"]],
    ["Labour Day, and its substitute", "2027-04-30 10:00:00", 1, "2027-05-04", ["WEEKEND", "HOLIDAY"]],
    ["year end", "2026-12-31 10:00:00", 1, "2027-01-04", ["HOLIDAY", "WEEKEND"]],
    [
      "year end after the cutoff",
      "2026-12-31 16:00:00",
      1,
      "2027-01-05",
      ["AFTER_CUTOFF", "HOLIDAY", "WEEKEND"],
    ],
    ["the end of a short month", "2026-02-27 10:00:00", 1, "2026-03-03", ["WEEKEND", "HOLIDAY"]],
    ["a leap day", "2024-02-28 10:00:00", 1, "2024-02-29", []],
    ["many days", "2026-11-02 10:00:00", 10, "2026-11-16", ["WEEKEND"]],
  ])("%s: %s T+%i is paid out on %s", (_name, tradedAt, businessDays, expected, reasons) => {
    expect(payoutOn(seoul(tradedAt), { businessDays, cutoffTime: "16:00:00" })).toEqual({
      payoutOn: expected,
      reasons,
      calendarConfirmed: true,
    });
  });

  it("says that a date is unconfirmed when its year's holidays are unknown", () => {
    expect(payoutOn(seoul("2031-12-24 10:00:00"), afternoon)).toEqual({
      payoutOn: "2031-12-26",
      reasons: ["HOLIDAY"],
      calendarConfirmed: false,
    });
    expect(payoutOn(seoul("2027-12-31 10:00:00"), afternoon).calendarConfirmed).toBe(false);
  });

  it("never shifts for a cutoff at the end of the day", () => {
    expect(payoutOn(seoul("2026-11-24 23:59:59"), { ...afternoon, cutoffTime: "24:00:00" }).reasons).toEqual(
      [],
    );
  });

  const instants = fc.date({
    min: seoul("2018-01-01 00:00:00"),
    max: seoul("2035-12-31 23:59:59"),
    noInvalidDate: true,
  });
  const contracts = fc.record({
    businessDays: fc.integer({ min: 0, max: 30 }),
    cutoffTime: fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}:00`),
  });

  it("is a day on which banks are open, N business days after one", () => {
    fc.assert(
      fc.property(instants, contracts, (tradedAt, contract) => {
        const base = payoutOn(tradedAt, { ...contract, businessDays: 0 }).payoutOn;
        let day = base;
        for (let left = contract.businessDays; left > 0; left -= 1) day = nextBusinessDay(day);
        expect(closedFor(base)).toBeNull();
        expect(payoutOn(tradedAt, contract).payoutOn).toBe(day);
      }),
    );
  });

  it("never pays a later transfer out before an earlier one", () => {
    fc.assert(
      fc.property(instants, instants, contracts, (one, other, contract) => {
        const [earlier, later] = one <= other ? [one, other] : [other, one];
        expect(payoutOn(earlier, contract).payoutOn <= payoutOn(later, contract).payoutOn).toBe(true);
      }),
    );
  });

  it("gives a reason exactly when the payout is later than transfer day + N", () => {
    fc.assert(
      fc.property(instants, contracts, (tradedAt, contract) => {
        const { payoutOn: on, reasons } = payoutOn(tradedAt, contract);
        const seoulDay = new Date(tradedAt.getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
        expect(reasons.length > 0).toBe(on > addDays(seoulDay, contract.businessDays));
      }),
    );
  });
});

describe("shownReasons", () => {
  const tradedAt = seoul("2026-11-20 17:00:00");

  it("finds the reasons that led to the date", () => {
    const item = { kind: "PAYMENT", reason: "AFTER_CUTOFF", tradedAt, payoutOn: "2026-11-24" } as const;
    expect(shownReasons(item)).toEqual(payoutOn(tradedAt, afternoon).reasons);
    expect(shownReasons({ ...item, reason: "IN_TIME", payoutOn: "2026-11-20" })).toEqual([]);
  });

  it("has one reason for what came too late, and none for a reversal beside its payment", () => {
    const late = { reason: "LATE_NOTICE", tradedAt, payoutOn: "2026-12-01" } as const;
    expect(shownReasons({ ...late, kind: "PAYMENT" })).toEqual(["LATE_NOTICE"]);
    expect(shownReasons({ ...late, kind: "REVERSAL" })).toEqual(["LATE_NOTICE"]);
    expect(shownReasons({ ...late, kind: "REVERSAL", reason: "IN_TIME" })).toEqual([]);
  });
});

describe("the first open payout", () => {
  it("is a business day whose day has not begun", () => {
    expect(firstOpenPayoutOn("2026-11-20", "2026-11-20")).toBe("2026-11-23");
    expect(firstOpenPayoutOn("2026-11-10", "2026-11-22")).toBe("2026-11-23");
    expect(firstOpenPayoutOn("2026-11-25", "2026-11-22")).toBe("2026-11-26");
    expect(isPayoutDayBegun("2026-11-23", "2026-11-22")).toBe(false);
    expect(isPayoutDayBegun("2026-11-23", "2026-11-23")).toBe(true);
  });
});

describe("the bank calendar", () => {
  it("knows the years of the gazette, and no others", () => {
    expect(["2017", "2018", "2027", "2028"].map((year) => isCalendarConfirmed(`${year}-06-01`))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("falls back on weekends and fixed holidays", () => {
    expect(closedFor("2031-03-01")).toBe("WEEKEND");
    expect(closedFor("2031-05-01")).toBe("HOLIDAY");
    expect(closedFor("2031-12-25")).toBe("HOLIDAY");
    expect(closedFor("2031-01-23")).toBeNull(); // Seollal, which nobody has published yet
  });
});

describe("feeOf", () => {
  it.each([
    [1_000_000n, 300n, 0, 300n, 30n],
    [1_000_000n, 0n, 25, 2_500n, 250n],
    [1_000_000n, 300n, 25, 2_800n, 280n],
    [999n, 0n, 10, 0n, 0n], // 0.999 won
    [19_999n, 0n, 10, 19n, 1n], // 19.999 and 1.9 won
    [1n, 300n, 10_000, 301n, 30n],
    [9_007_199_254_740_993n, 0n, 10_000, 9_007_199_254_740_993n, 900_719_925_474_099n], // beyond 2^53
  ])("%i won at %i won + %i bp", (amountWon, feeWon, feeRateBps, fee, vat) => {
    expect(feeOf(amountWon, { feeWon, feeRateBps })).toEqual({ feeWon: fee, vatWon: vat });
  });

  it("rounds down by less than a won, and grows with the amount", () => {
    const amounts = fc.bigInt({ min: 1n, max: 10n ** 15n });
    const terms = fc.record({
      feeWon: fc.bigInt({ min: 0n, max: 10_000n }),
      feeRateBps: fc.integer({ min: 0, max: 10_000 }),
    });
    fc.assert(
      fc.property(amounts, amounts, terms, (amountWon, more, contract) => {
        const { feeWon, vatWon } = feeOf(amountWon, contract);
        const exact = contract.feeWon * 10_000n + amountWon * BigInt(contract.feeRateBps);
        expect(feeWon * 10_000n <= exact && exact < (feeWon + 1n) * 10_000n).toBe(true);
        expect(vatWon * 10n <= feeWon && feeWon < (vatWon + 1n) * 10n).toBe(true);
        expect(feeOf(amountWon + more, contract).feeWon >= feeWon).toBe(true);
      }),
    );
  });
});
