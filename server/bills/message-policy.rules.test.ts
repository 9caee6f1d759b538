import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstMomentByDay, nextOccurrence } from "./message-policy.rules.ts";

const night = { fromTime: "21:00", toTime: "08:00" };
const at = (seoul: string) => new Date(`${seoul}+09:00`);

describe("bills and reminders do not leave at night", () => {
  test.each([
    ["2026-11-23T20:59:59.999", "2026-11-23T20:59:59.999"],
    ["2026-11-23T21:00:00.000", "2026-11-24T08:00:00.000"],
    ["2026-11-23T23:59:59.999", "2026-11-24T08:00:00.000"],
    ["2026-11-24T00:00:00.000", "2026-11-24T08:00:00.000"],
    ["2026-11-24T07:59:59.999", "2026-11-24T08:00:00.000"],
    ["2026-11-24T08:00:00.000", "2026-11-24T08:00:00.000"],
    ["2026-12-31T22:00:00.000", "2027-01-01T08:00:00.000"],
  ])("what is ready at %s leaves at %s", (ready, leaves) => {
    expect(firstMomentByDay(at(ready), night)).toEqual(at(leaves));
  });

  test.each([
    ["2026-11-23T12:00:00", "2026-11-23T13:30:00"],
    ["2026-11-23T13:30:00", "2026-11-23T13:30:00"],
    ["2026-11-23T11:59:59", "2026-11-23T11:59:59"],
  ])("a pause within one day: what is ready at %s leaves at %s", (ready, leaves) => {
    expect(firstMomentByDay(at(ready), { fromTime: "12:00", toTime: "13:30" })).toEqual(at(leaves));
  });

  test("the same time twice is no night", () => {
    const ready = at("2026-11-23T03:00:00");
    expect(firstMomentByDay(ready, { fromTime: "08:00", toTime: "08:00" })).toEqual(ready);
  });

  const time = fc
    .nat({ max: 24 * 60 - 1 })
    .map((m) => `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`);

  test("never earlier, less than a day later, and by day", () => {
    fc.assert(
      fc.property(
        fc.date({ min: at("2026-01-01T00:00:00"), max: at("2027-12-31T00:00:00"), noInvalidDate: true }),
        fc.record({ fromTime: time, toTime: time }),
        (ready, anyNight) => {
          const leaves = firstMomentByDay(ready, anyNight);
          const waitMs = leaves.getTime() - ready.getTime();
          expect(waitMs).toBeGreaterThanOrEqual(0);
          expect(waitMs).toBeLessThan(24 * 60 * 60_000);
          expect(firstMomentByDay(leaves, anyNight)).toEqual(leaves);
        },
      ),
    );
  });
});

describe("a schedule's next time", () => {
  const weekly = { weekdays: [1, 5], monthDay: null, atTime: "10:00" };
  const monthly = (monthDay: number) => ({ weekdays: [], monthDay, atTime: "09:30" });

  test.each([
    // 2026-11-23 is a Monday.
    ["2026-11-23T09:59:59.999", "2026-11-23T10:00:00"],
    ["2026-11-23T10:00:00", "2026-11-27T10:00:00"],
    ["2026-11-27T10:00:01", "2026-11-30T10:00:00"],
    ["2026-11-22T23:59:59", "2026-11-23T10:00:00"],
  ])("on Mondays and Fridays, after %s: %s", (after, next) => {
    expect(nextOccurrence(weekly, at(after))).toEqual(at(next));
  });

  test("on one weekday, exactly its own time leads to the next week", () => {
    const schedule = { ...weekly, weekdays: [7] };
    expect(nextOccurrence(schedule, at("2026-11-22T10:00:00"))).toEqual(at("2026-11-29T10:00:00"));
  });

  test.each([
    [25, "2026-11-23T00:00:00", "2026-11-25T09:30:00"],
    [25, "2026-11-25T09:30:00", "2026-12-25T09:30:00"],
    [31, "2026-11-30T09:29:59", "2026-11-30T09:30:00"],
    [31, "2026-11-30T09:30:00", "2026-12-31T09:30:00"],
    [31, "2027-01-31T09:30:00", "2027-02-28T09:30:00"],
    [30, "2028-02-01T00:00:00", "2028-02-29T09:30:00"],
    [1, "2026-12-31T15:00:00", "2027-01-01T09:30:00"],
  ])("on day %i of the month, after %s: %s", (monthDay, after, next) => {
    expect(nextOccurrence(monthly(monthDay), at(after))).toEqual(at(next));
  });

  test("a schedule that names no day is a mistake", () => {
    expect(() => nextOccurrence({ ...weekly, weekdays: [] }, at("2026-11-23T00:00:00"))).toThrow();
  });
});
