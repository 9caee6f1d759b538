import { expect, test } from "vitest";
import { exceedingWon, isPastDue, isRemindable, standingOf } from "./bill-standing.ts";

test.each([
  [1000n, 0n, "untouched", 0n],
  [1000n, -200n, "untouched", 0n],
  [1000n, 1n, "partly", 0n],
  [1000n, 1000n, "covered", 0n],
  [1000n, 1300n, "covered", 300n],
] as const)("of %d won billed, %d came in: %s", (amountWon, collectedWon, standing, exceeding) => {
  expect(standingOf({ amountWon, collectedWon })).toBe(standing);
  expect(exceedingWon({ amountWon, collectedWon })).toBe(exceeding);
});

test("only an active bill that is not covered is reminded, and past due from the day after", () => {
  const bill = { status: "ACTIVE", remainingWon: 1n, dueOn: "2026-11-21" } as const;
  expect(isRemindable(bill)).toBe(true);
  expect(isRemindable({ ...bill, remainingWon: 0n })).toBe(false);
  expect(isRemindable({ status: "EXPIRED", remainingWon: null })).toBe(false);
  expect(isPastDue(bill, "2026-11-21")).toBe(false);
  expect(isPastDue(bill, "2026-11-22")).toBe(true);
  expect(isPastDue({ ...bill, dueOn: null }, "2026-11-22")).toBe(false);
});
