import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { billLinkToken, billLinkUrl, readBillLinkToken } from "./bill-link.ts";

const secret = "0123456789abcdef0123456789abcdef";
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

describe("bill links", () => {
  it("reads back the bill of every token it made", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ minLength: 32 }), (billId, anySecret) => {
        const token = billLinkToken(billId, anySecret);
        expect(token).toMatch(/^[A-Za-z0-9_-]{44}$/);
        expect(readBillLinkToken(token, anySecret)).toBe(billId);
      }),
    );
  });

  it("refuses a token in which any one character was changed", () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.nat({ max: 43 }),
        fc.constantFrom(...alphabet),
        (billId, position, character) => {
          const token = billLinkToken(billId, secret);
          fc.pre(token[position] !== character);
          const tampered = token.slice(0, position) + character + token.slice(position + 1);
          expect(readBillLinkToken(tampered, secret)).toBeNull();
        },
      ),
      { numRuns: 500 },
    );
  });

  it("refuses another bill's id under this bill's signature", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (billId, otherId) => {
        fc.pre(billId !== otherId);
        const [own, other] = [billId, otherId].map((id) =>
          Buffer.from(billLinkToken(id, secret), "base64url"),
        );
        if (!own || !other) throw new Error("no tokens");
        const mixed = Buffer.concat([other.subarray(0, 17), own.subarray(17)]).toString("base64url");
        expect(readBillLinkToken(mixed, secret)).toBeNull();
      }),
    );
  });

  it("refuses whatever was never a token", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120 }), (text) => {
        expect(readBillLinkToken(text, secret)).toBeNull();
      }),
    );
    const token = billLinkToken("0193ffff-0000-7000-8000-00000000000a", secret);
    for (const wrong of [`${token}A`, token.slice(1), `${token}=`, ` ${token}`, `${token}\n`, "A".repeat(44)])
      expect(readBillLinkToken(wrong, secret)).toBeNull();
  });

  it("refuses a token of another secret", () => {
    const token = billLinkToken("0193ffff-0000-7000-8000-00000000000a", `${secret}!`);
    expect(readBillLinkToken(token, secret)).toBeNull();
  });

  it("keeps the tokens that are out in the chats valid", () => {
    const token = "AQGT__8AAHAAgAAAAAAAAAryciwkSPZ4CYvuqxr48Ts1";
    expect(billLinkToken("0193ffff-0000-7000-8000-00000000000a", secret)).toBe(token);
  });

  it("makes an address", () => {
    expect(billLinkUrl("https://sunap.example.com", "0193ffff-0000-7000-8000-00000000000a", secret)).toMatch(
      /^https:\/\/sunap\.example\.com\/b\/[A-Za-z0-9_-]{44}$/,
    );
  });

  it("does not make a token of something that is no id", () => {
    expect(() => billLinkToken("bill", secret)).toThrow(TypeError);
  });
});
