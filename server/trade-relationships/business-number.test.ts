import { expect, it } from "vitest";
import { normalizeBusinessNumber } from "./business-number.ts";

it.each([
  ["495-98-68919", "4959868919"],
  ["2387310349", "2387310349"],
  [" 158 12 13919 ", "1581213919"],
  ["３４４－７６－８９１７６", "3447689176"],
])("takes %s", (text, digits) => {
  expect(normalizeBusinessNumber(text)).toBe(digits);
});

it.each(["495-98-68918", "495-98-6891", "495-98-689190", "0000000000", "abc", ""])("refuses %j", (text) => {
  expect(normalizeBusinessNumber(text)).toBeNull();
});

it("notices every single wrong digit but the ninth, whose weight of 5 hides a few", () => {
  const right = "4959868919";
  for (let at = 0; at < right.length; at += 1) {
    for (let digit = 0; digit < 10; digit += 1) {
      if (at === 8 || String(digit) === right[at]) continue;
      expect(normalizeBusinessNumber(right.slice(0, at) + digit + right.slice(at + 1))).toBeNull();
    }
  }
});
