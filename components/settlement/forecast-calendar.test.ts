import { expect, test } from "vitest";
import { addMonthsTo, weeksOf } from "./forecast-calendar.ts";

test("whole weeks from Sunday on, each day once, the month all in it", () => {
  const weeks = weeksOf("2026-11"); // 1 November 2026 is a Sunday
  expect(weeks[0]).toEqual(["01", "02", "03", "04", "05", "06", "07"].map((day) => `2026-11-${day}`));
  expect(weeks.at(-1)).toEqual([
    "2026-11-29",
    "2026-11-30",
    ...["01", "02", "03", "04", "05"].map((day) => `2026-12-${day}`),
  ]);
  const february = weeksOf("2027-02").flat();
  expect(new Set(february).size).toBe(february.length);
  expect(february.filter((day) => day.startsWith("2027-02"))).toHaveLength(28);
  expect([addMonthsTo("2026-12", 1), addMonthsTo("2027-01", -1)]).toEqual(["2027-01", "2026-12"]);
});
