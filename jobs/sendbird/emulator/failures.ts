import type { GateVerdict } from "./rate-gate.ts";
import type { Reply } from "./reply.ts";

/**
 * Sendbird's refusals: `{"error": true, "message", "code"}`, HTTP 400 for what the caller did wrong (an invalid
 * token included), 429 for too much at once, 500/503 for its own trouble. Source: Platform API, "Error codes".
 */
export class PlatformFailure extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  toReply(): Reply {
    return {
      kind: "json",
      status: this.status,
      body: { error: true, message: this.message, code: this.code },
      code: this.code,
    };
  }
}

type ValueType = "string" | "number" | "list" | "boolean";
const TYPE_CODES: Record<ValueType, number> = {
  string: 400100,
  number: 400101,
  list: 400102,
  boolean: 400104,
};

export const wrongType = (name: string, type: ValueType) =>
  new PlatformFailure(400, TYPE_CODES[type], `"${name}" must be a ${type}.`);
export const missing = (name: string) => new PlatformFailure(400, 400105, `"${name}" is required.`);
export const notAuthorized = (what: string) => new PlatformFailure(400, 400108, `Not authorized. "${what}"`);
export const tooLong = (name: string, limit: number) =>
  new PlatformFailure(400, 400110, `"${name}" must be at most ${limit} characters.`);
export const invalidValue = (name: string) => new PlatformFailure(400, 400111, `Invalid value: "${name}".`);
export const notFound = (what: "Channel" | "User" | "Message") =>
  new PlatformFailure(400, 400201, `"${what}" not found.`);
export const userDeactivated = () => new PlatformFailure(400, 400300, "Deactivated user not accessible.");
export const alreadyExists = (name: string) =>
  new PlatformFailure(400, 400202, `"${name}" violates unique constraint.`);
export const invalidToken = () => new PlatformFailure(400, 400401, "Invalid API token.");
export const invalidJson = () => new PlatformFailure(400, 400403, "Invalid JSON request body.");
export const unknownPath = () => new PlatformFailure(404, 404000, "API endpoint not found.");
export const internalError = () =>
  new PlatformFailure(500, 500901, "Internal server error. Please try again.");
export const unavailable = () => new PlatformFailure(503, 503000, "Service unavailable.");

/** Fourteen significant digits, as Sendbird prints them, and never an exponent. */
function printSeconds(seconds: number): string {
  const rounded = Number(seconds.toPrecision(14));
  return rounded < 1e-6 ? rounded.toFixed(14) : String(rounded);
}

/** `limit;w=1`: so many per window of one second. */
export function rateHeaders(verdict: GateVerdict): Record<string, string> {
  const headers: Record<string, string> = {
    "X-RateLimit-Limit": `${verdict.rule.ratePerSecond};w=1`,
    "X-RateLimit-Remaining": String(verdict.remaining),
    "X-RateLimit-Reset": printSeconds(verdict.resetSeconds),
  };
  if (!verdict.allowed) headers["X-RateLimit-RetryAfter"] = printSeconds(verdict.retryAfterSeconds);
  return headers;
}

export function tooManyRequests(verdict: GateVerdict): Reply {
  const { scope, rule, remaining, retryAfterSeconds, resetSeconds } = verdict;
  const message =
    `Too many requests (scope: ${scope}, limit: ${rule.ratePerSecond};w=1, remaining: ${remaining}, ` +
    `retry_after: ${printSeconds(retryAfterSeconds)}s, reset: ${printSeconds(resetSeconds)}s).`;
  return {
    kind: "json",
    status: 429,
    headers: rateHeaders(verdict),
    body: { error: true, message, code: 500910 },
    code: 500910,
  };
}
