import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { normalizePhoneNumber } from "./phone-number.ts";

describe("normalizePhoneNumber", () => {
  it.each([
    ["01012345678", "01012345678"],
    ["010-1234-5678", "01012345678"],
    [" 010 1234 5678 ", "01012345678"],
    ["(010) 1234.5678", "01012345678"],
    ["010–1234–5678", "01012345678"],
    ["+82 10-1234-5678", "01012345678"],
    ["+82 (0)10-1234-5678", "01012345678"],
    ["821012345678", "01012345678"],
    ["0082 10 1234 5678", "01012345678"],
    ["０１０１２３４５６７８", "01012345678"],
    ["011-123-4567", "0111234567"],
  ])("%j is %s", (text, expected) => expect(normalizePhoneNumber(text)).toBe(expected));

  it.each([
    "",
    "0101234567a",
    "010-1234-56789",
    "010-123-456",
    "02-123-4567",
    "031-1234-5678",
    "1012345678",
    "+1 010 1234 5678",
    "01012345678;01087654321",
    "+8282101234567",
  ])("%j is none", (text) => expect(normalizePhoneNumber(text)).toBeNull());

  test("what it gives, it gives again", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^01[0-9]{8,9}$/),
        fc.constantFrom("-", " ", "."),
        (digits, separator) => {
          const written = `${digits.slice(0, 3)}${separator}${digits.slice(3, -4)}${separator}${digits.slice(-4)}`;
          expect(normalizePhoneNumber(written)).toBe(digits);
          expect(normalizePhoneNumber(`+82${written.slice(1)}`)).toBe(digits);
        },
      ),
    );
  });
});
