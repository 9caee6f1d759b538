import { createHmac, timingSafeEqual } from "node:crypto";
import { Webhook } from "standardwebhooks";

/** How far a notice's timestamp may lie from now (Standard Webhooks). */
export const toleranceSeconds = 5 * 60;

export type SignatureVerdict = "valid" | "stale" | "unsigned" | "bad-signature" | "future";

/**
 * Checks the three headers of Standard Webhooks (https://www.standardwebhooks.com) against any of the live secrets.
 * Unlike the library's own `verify`, it tells a genuine notice that is merely old from a forged one (the old one is
 * kept for an operator, so that nothing is lost and nothing is replayed), and it reads the bytes as they came: a body
 * that is not clean UTF-8 is signed all the same.
 */
export function checkSignature(
  headers: Headers,
  body: Uint8Array,
  secrets: readonly string[],
  now: Date,
): SignatureVerdict {
  const id = headers.get("webhook-id");
  const timestamp = headers.get("webhook-timestamp");
  const signatures = headers.get("webhook-signature");
  if (!id || !timestamp || !signatures || !/^[0-9]{1,12}$/.test(timestamp)) return "unsigned";
  const sentAt = new Date(Number(timestamp) * 1000);
  const given = signatures.split(" ").map((signature) => Buffer.from(signature));
  const genuine = secrets.some((secret) => {
    const expected = Buffer.from(signatureOf(secret, `${id}.${timestamp}.`, body));
    return given.some(
      (signature) => signature.length === expected.length && timingSafeEqual(signature, expected),
    );
  });
  if (!genuine) return "bad-signature";
  const ageSeconds = (now.getTime() - sentAt.getTime()) / 1000;
  if (ageSeconds < -toleranceSeconds) return "future";
  return ageSeconds > toleranceSeconds ? "stale" : "valid";
}

function signatureOf(secret: string, prefix: string, body: Uint8Array): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(prefix).update(body).digest("base64")}`;
}

/** The headers under which a bank sends `body`. */
export function signedHeaders(
  id: string,
  sentAt: Date,
  body: string,
  secret: string,
): Record<string, string> {
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, sentAt, body),
  };
}
