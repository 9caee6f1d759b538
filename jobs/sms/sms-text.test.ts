import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { smsText, textBytes } from "./sms-text.ts";

const link = "https://sunap.example.com/b/abcdefghijkl";

describe("smsText", () => {
  test("Hangul takes two bytes, ASCII one", () => {
    expect(textBytes("청구 1,234원")).toBe(4 + 1 + 5 + 2);
  });

  test("leaves what fits as it is", () => {
    const text = `${"가".repeat(970)}\n${link}`;
    expect(smsText(text)).toBe(text);
  });

  test("cuts before the link, never the link", () => {
    const cut = smsText(`청구서\n${"가".repeat(2_000)}\n\n${link}`);
    expect(cut.endsWith(`…\n${link}`)).toBe(true);
    expect(cut.startsWith("청구서\n가")).toBe(true);
    expect(textBytes(cut)).toBeGreaterThan(1_990);
  });

  test("never longer than a phone takes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 5_000 }), (body) => {
        expect(textBytes(smsText(`${body}\n${link}`))).toBeLessThanOrEqual(2_000);
      }),
    );
  });
});
