import { expect, test } from "vitest";
import { addMonths, daysOfMonth, monthOf, monthOfInstant } from "./month.ts";

test("a month's days, its neighbours, and what is no month", () => {
  expect(daysOfMonth("2028-02")).toEqual({ fromOn: "2028-02-01", toOn: "2028-02-29" });
  expect(daysOfMonth("2026-12")).toEqual({ fromOn: "2026-12-01", toOn: "2026-12-31" });
  expect([addMonths("2026-12", 1), addMonths("2026-01", -1)]).toEqual(["2027-01", "2025-12"]);
  expect([monthOf("2026-13"), monthOf("26-1"), monthOf(undefined), monthOf("2026-11")]).toEqual([
    null,
    null,
    null,
    "2026-11",
  ]);
  expect(monthOfInstant(new Date("2026-11-30T15:00:00Z"))).toBe("2026-12"); // midnight in Seoul
});
