import { expect, test } from "vitest";
import { anyFilters, conditionsOf } from "./notification-filters.ts";

const distributorId = "019f0000-0000-7000-8000-000000000000";

test("an address without conditions asks for all", () => {
  expect(conditionsOf(anyFilters)).toEqual({ state: null, trouble: null, distributorId: null });
});

test("a reason belongs to failed messages", () => {
  const values = { ...anyFilters, reason: "no-answer", distributor: distributorId };
  expect(conditionsOf({ ...values, state: "FAILED" })).toEqual({
    state: "FAILED",
    trouble: "no-answer",
    distributorId,
  });
  expect(conditionsOf({ ...values, state: "SENT" }).trouble).toBeNull();
});

test("what anybody typed into the address is no condition", () => {
  expect(conditionsOf({ state: "x", reason: "y", distributor: "z" })).toEqual({
    state: null,
    trouble: null,
    distributorId: null,
  });
});
