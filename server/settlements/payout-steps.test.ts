import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { dayOf } from "./recompute-forecast.ts";
import { feeOf, itemSteps, payoutOn, payoutSteps } from "./settlement.rules.ts";

const seoul = (text: string) => new Date(`${text.replace(" ", "T")}+09:00`);
const terms = { businessDays: 1, cutoffTime: "16:00:00" };

describe("why this date", () => {
  it("tells each step: the cutoff, the weekend, the holiday by its name", () => {
    expect(payoutSteps(seoul("2026-02-13 17:00:00"), terms)).toEqual([
      { on: "2026-02-13", why: "TRANSFERRED" }, // a Friday before Seollal
      { on: "2026-02-13", why: "AFTER_CUTOFF" },
      { on: "2026-02-14", why: "WEEKEND" },
      { on: "2026-02-15", why: "WEEKEND" },
      { on: "2026-02-16", why: "HOLIDAY", holidayName: expect.stringContaining("설날") },
      { on: "2026-02-17", why: "HOLIDAY", holidayName: expect.stringContaining("설날") },
      { on: "2026-02-18", why: "HOLIDAY", holidayName: expect.stringContaining("설날") },
      { on: "2026-02-19", why: "BASE" },
      { on: "2026-02-20", why: "BUSINESS_DAY", count: 1 },
    ]);
  });

  it("knows Labour Day, also before it was a public holiday", () => {
    expect(payoutSteps(seoul("2024-04-30 10:00:00"), terms).at(-2)).toEqual({
      on: "2024-05-01",
      why: "HOLIDAY",
      holidayName: "노동절",
    });
  });

  it("marks a year beyond the published holidays as unconfirmed", () => {
    expect(payoutOn(seoul("2031-03-03 10:00:00"), terms)).toMatchObject({ calendarConfirmed: false });
    expect(payoutOn(seoul("2026-03-03 10:00:00"), terms)).toMatchObject({ calendarConfirmed: true });
  });

  it("follows our own changes of the calendar, both ways", () => {
    const changes = {
      "2026-11-25": { closed: true, name: "임시공휴일" },
      "2026-12-25": { closed: false, name: "은행 영업" },
    };
    expect(payoutSteps(seoul("2026-11-24 10:00:00"), terms, changes)).toEqual([
      { on: "2026-11-24", why: "TRANSFERRED" },
      { on: "2026-11-24", why: "BASE" },
      { on: "2026-11-25", why: "HOLIDAY", holidayName: "임시공휴일" },
      { on: "2026-11-26", why: "BUSINESS_DAY", count: 1 },
    ]);
    expect(payoutOn(seoul("2026-12-24 10:00:00"), terms, changes).payoutOn).toBe("2026-12-25");
  });

  it("ends on the payout day, in order, with N business days counted", () => {
    const days = fc.date({
      min: seoul("2018-01-02 00:00:00"),
      max: seoul("2029-12-01 00:00:00"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 10 }), (at, businessDays) => {
        const contract = { ...terms, businessDays };
        const steps = payoutSteps(at, contract);
        expect(steps.at(-1)?.on).toBe(payoutOn(at, contract).payoutOn);
        expect(steps.map(({ on }) => on)).toEqual(steps.map(({ on }) => on).sort());
        expect(steps.filter(({ why }) => why === "BUSINESS_DAY")).toHaveLength(businessDays);
      }),
    );
  });

  it("says where a late one went instead, and that a reversal follows its payment", () => {
    const item = { tradedAt: seoul("2026-11-24 10:00:00"), payoutOn: "2026-11-30", terms } as const;
    expect(itemSteps({ ...item, kind: "PAYMENT", reason: "LATE_NOTICE" })?.slice(-2)).toEqual([
      { on: "2026-11-25", why: "BUSINESS_DAY", count: 1 },
      { on: "2026-11-30", why: "LATE_NOTICE" },
    ]);
    expect(itemSteps({ ...item, kind: "REVERSAL", reason: "IN_TIME" })).toBeNull();
  });
});

describe("fee and VAT as agreed", () => {
  const fee = { feeWon: 0n, feeRateBps: 33 };
  test.each([
    ["DOWN", false, 32n, 3n],
    ["HALF_UP", false, 33n, 3n],
    ["UP", false, 33n, 4n],
    ["DOWN", true, 30n, 2n],
    ["HALF_UP", true, 30n, 3n],
    ["UP", true, 30n, 3n],
  ] as const)("9,999 won at 33 bp, %s, VAT included: %s", (rounding, vatIncluded, feeWon, vatWon) => {
    expect(feeOf(9_999n, { ...fee, rounding, vatIncluded })).toEqual({ feeWon, vatWon }); // 32.9967 won
  });

  test("with VAT included, fee and VAT come to what was agreed, to the won", () => {
    const roundings = fc.constantFrom("DOWN", "HALF_UP", "UP" as const) as fc.Arbitrary<
      "DOWN" | "HALF_UP" | "UP"
    >;
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        fc.integer({ min: 0, max: 10_000 }),
        roundings,
        (won, bps, rounding) => {
          const agreed = feeOf(won, { feeWon: 10n, feeRateBps: bps, rounding }).feeWon;
          const { feeWon, vatWon } = feeOf(won, {
            feeWon: 10n,
            feeRateBps: bps,
            rounding,
            vatIncluded: true,
          });
          expect(feeWon + vatWon).toBe(agreed);
          expect(feeWon >= 0n && vatWon >= 0n).toBe(true);
        },
      ),
    );
  });
});

describe("where an item belongs when the calendar has changed", () => {
  const payment = {
    kind: "PAYMENT",
    reason: "IN_TIME",
    tradedAt: seoul("2026-11-24 10:00:00"),
    payoutOn: "2026-11-25",
    paymentOpen: true,
    paymentReason: "IN_TIME",
    paymentPayoutOn: "2026-11-25",
    ...terms,
  } as const;
  const closed = { "2026-11-25": { closed: true, name: "임시공휴일" } };

  test.each([
    ["stays under the same calendar", payment, {}, "2026-11-24", "2026-11-25"],
    ["moves off a holiday", payment, closed, "2026-11-24", "2026-11-26"],
    ["stays once its day has begun", payment, closed, "2026-11-25", "2026-11-25"],
    [
      "a late one stays on a business day",
      { ...payment, reason: "LATE_NOTICE", payoutOn: "2026-11-27" },
      closed,
      "2026-11-24",
      "2026-11-27",
    ],
    [
      "a late one leaves a holiday",
      { ...payment, reason: "LATE_NOTICE" },
      closed,
      "2026-11-24",
      "2026-11-26",
    ],
    ["a reversal follows its payment", { ...payment, kind: "REVERSAL" }, closed, "2026-11-24", "2026-11-26"],
    [
      "a reversal of what was closed leaves a holiday",
      { ...payment, kind: "REVERSAL", paymentOpen: false, paymentPayoutOn: "2026-11-20" },
      closed,
      "2026-11-24",
      "2026-11-26",
    ],
    [
      "what would be due by now goes to the first open day",
      { ...payment, payoutOn: "2026-12-10" },
      {},
      "2026-12-01",
      "2026-12-02",
    ],
  ] as const)("%s", (_, item, changes, today, day) => {
    expect(dayOf(item, changes, today)).toBe(day);
  });
});
