import { expect, test } from "vitest";
import { billStateOf } from "./bill-state.ts";

test.each([
  [{ status: "ACTIVE", collectedWon: 0n, remainingWon: 100n }, "WAITING"],
  [{ status: "ACTIVE", collectedWon: 40n, remainingWon: 60n }, "PARTLY"],
  [{ status: "ACTIVE", collectedWon: 100n, remainingWon: 0n }, "COVERED"],
  [{ status: "ACTIVE", collectedWon: 130n, remainingWon: 0n }, "COVERED"],
  [{ status: "EXPIRED", collectedWon: 40n, remainingWon: null }, "EXPIRED"],
  [{ status: "CANCELED", collectedWon: 0n, remainingWon: null }, "CANCELED"],
] as const)("%o is %s", (bill, state) => {
  expect(billStateOf(bill)).toBe(state);
});
