import { expect, test } from "vitest";
import { presetAmounts, seoulInstant, unknownAccountNumber } from "./simulator-values.ts";

test.each([
  [1_000_000n, { full: 1_000_000n, half: 500_000n, more: 1_200_000n }],
  [333_333n, { full: 333_333n, half: 166_666n, more: 399_333n }],
  [1n, { full: 1n, half: 1n, more: 1_001n }],
])("presets of a bill of %s won", (billedWon, expected) => {
  expect(presetAmounts(billedWon)).toEqual(expected);
});

test("an unknown account has fourteen digits", () => {
  expect(unknownAccountNumber(0)).toBe("99000000000000");
  expect(unknownAccountNumber(0.999_999_999_999_9)).toMatch(/^99\d{12}$/);
});

test("the picker's clock stands in Seoul", () => {
  expect(seoulInstant("2026-11-22 10:00:01")).toEqual(new Date("2026-11-22T01:00:01Z"));
  expect(seoulInstant(null)).toBeNull();
});
