import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

// The link in a bill message: `/b/<token>`. The token names one bill and proves that we made it; whether its bill is
// still shown is asked of the database (revoked, ended too long ago). It is no proof of who opens it.

/** How long a link opens after its bill has expired or was cancelled. */
export const linkDaysAfterEnd = 90;

const version = 1;
const idBytes = 16;
const macBytes = 16;
const tokenBytes = 1 + idBytes + macBytes; // 33: a multiple of 3, so each token has one spelling in base64url
const tokenPattern = /^[A-Za-z0-9_-]{44}$/;
const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The token of a bill: version, id and 128 bits of HMAC-SHA-256, in 44 characters that need no escaping. */
export function billLinkToken(billId: string, secret: string): string {
  if (!uuidPattern.test(billId)) throw new TypeError("a bill's id is a UUID");
  const named = Buffer.concat([Buffer.of(version), Buffer.from(billId.replaceAll("-", ""), "hex")]);
  return Buffer.concat([named, macOf(named, secret)]).toString("base64url");
}

/** The id of the bill that a token names; null for everything that `billLinkToken` did not make with this secret. */
export function readBillLinkToken(token: string, secret: string): string | null {
  if (!tokenPattern.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== tokenBytes || bytes[0] !== version) return null;
  const named = bytes.subarray(0, 1 + idBytes);
  if (!timingSafeEqual(bytes.subarray(1 + idBytes), macOf(named, secret))) return null;
  return named
    .subarray(1)
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** The address that a message carries. appUrl: without a slash at its end, as env() has it. */
export function billLinkUrl(appUrl: string, billId: string, secret: string): string {
  return `${appUrl}/b/${billLinkToken(billId, secret)}`;
}

/** A key of its own, so that no other use of the secret can be turned into a link. */
function macOf(named: Uint8Array, secret: string): Buffer {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "bill-link", 32));
  return createHmac("sha256", key).update(named).digest().subarray(0, macBytes);
}
