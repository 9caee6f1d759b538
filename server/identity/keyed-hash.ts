import { createHmac } from "node:crypto";
import { env } from "#server/platform/env.ts";

/** HMAC-SHA-256 under AUTH_SECRET, in hex: a six-digit code or a phone number could be guessed from a plain hash. */
export function keyedHash(text: string): string {
  return createHmac("sha256", env().AUTH_SECRET).update(text).digest("hex");
}
