import { APIError } from "better-auth/api";
import { clearAttempts, countAttempt } from "./identity.repository.ts";
import { keyedHash } from "./keyed-hash.ts";

const minuteMs = 60_000;

/**
 * How often one account may be tried, from wherever it is tried: limits by IP address alone do not stop someone with
 * many addresses from guessing one password, or from flooding one phone with messages.
 */
const limits = {
  password: { max: 10, windowMs: 15 * minuteMs },
  code: { max: 5, windowMs: 30 * minuteMs },
} as const;

type Attempt = keyof typeof limits;

/**
 * Counts an attempt at an account (`subject`: e-mail address or phone number, existing or not).
 * Throws 429 RATE_LIMITED, with the seconds to wait in X-Retry-After, once there were too many.
 */
export async function limitAttempts(attempt: Attempt, subject: string): Promise<void> {
  const { max, windowMs } = limits[attempt];
  const { attempts, windowLeftMs } = await countAttempt(keyOf(attempt, subject), windowMs);
  if (attempts <= max) return;
  const waitSeconds = Math.max(1, Math.ceil(windowLeftMs / 1000));
  throw new APIError(
    "TOO_MANY_REQUESTS",
    { code: "RATE_LIMITED", message: "Too many attempts" },
    { "X-Retry-After": String(waitSeconds) },
  );
}

/** After a success: only failures in a row count. */
export async function forgetAttempts(attempt: Attempt, subject: string): Promise<void> {
  await clearAttempts(keyOf(attempt, subject));
}

function keyOf(attempt: Attempt, subject: string): string {
  return `${attempt}:${keyedHash(subject)}`; // the table names no person
}
