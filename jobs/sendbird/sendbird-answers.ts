import type { ChatFailure, ChatRateLimited, ChatRefusal, RateLimitScope } from "#jobs/chat-port.ts";

/** An HTTP answer, read to its end. `body` is the parsed JSON, or null when it was none. */
export interface SendbirdAnswer {
  status: number;
  headers: Headers;
  body: unknown;
}

const REASON_MAX = 300;
const RETRY_AFTER_UNKNOWN_MS = 1_000;
const RETRY_AFTER_MAX_MS = 5 * 60_000;
/** Numbers this large in a reset header are points in time, not spans. */
const EPOCH_SECONDS_MIN = 1_000_000_000;

const TOO_MANY_REQUESTS = 500910;
const REFUSALS: Record<number, ChatRefusal> = {
  400100: "invalid-request",
  400101: "invalid-request",
  400102: "invalid-request",
  400103: "invalid-request",
  400104: "invalid-request",
  400105: "invalid-request",
  400108: "sender-not-member",
  400110: "invalid-request",
  400111: "invalid-request",
  400300: "user-deactivated",
  400301: "sender-not-found",
  400302: "sender-not-found",
  400401: "token-refused",
  400403: "invalid-request",
};

interface SendbirdError {
  code: number;
  message: string;
}

/** The `{"error": true, "message", "code"}` of a refusal, or null when the body is something else. */
export function readSendbirdError(body: unknown): SendbirdError | null {
  if (typeof body !== "object" || body === null) return null;
  const { code, message } = body as Record<string, unknown>;
  if (typeof code !== "number") return null;
  return { code, message: typeof message === "string" ? message : "" };
}

/**
 * What an answer other than success means. A 4xx that does not carry Sendbird's error body comes from something in
 * between (a proxy, a wrong address) and is worth another try. 5xx is ambiguous: it says nothing about the commit.
 */
export function classifyFailure(answer: SendbirdAnswer, nowMs: number): ChatFailure {
  const { status, headers } = answer;
  const error = readSendbirdError(answer.body);
  if (status === 429 || error?.code === TOO_MANY_REQUESTS) {
    return parseRateLimit(error?.message ?? "", headers, nowMs);
  }
  const reason = reasonOf(status, error);
  if (status >= 500 || status === 408) return { kind: "transient", ambiguous: true, reason };
  if (status < 400 || error === null) return { kind: "transient", ambiguous: status < 300, reason };
  return { kind: "permanent", code: refusalOf(error), reason };
}

function reasonOf(status: number, error: SendbirdError | null): string {
  if (!error) return `HTTP ${status} without an error body`;
  return `HTTP ${status}, ${error.code}: ${error.message}`.slice(0, REASON_MAX);
}

/** 400201 is "not found" for everything; only the text tells what: `"Channel" not found.` */
function refusalOf({ code, message }: SendbirdError): ChatRefusal {
  if (code === 400201 && /channel/i.test(message)) return "channel-not-found";
  if (code === 400201 && /user/i.test(message)) return "sender-not-found";
  return REFUSALS[code] ?? "refused";
}

/**
 * Reads a 429. The message has the most: `(scope: user, limit: 5;w=1, remaining: 0, retry_after: 0.165s,
 * reset: 1.965s)`; headers fill what it lacks. Nothing of it is promised, so every number may be missing.
 */
export function parseRateLimit(message: string, headers: Headers, nowMs: number): ChatRateLimited {
  const limit = readLimit(message) ?? readLimit(`limit: ${headers.get("x-ratelimit-limit") ?? ""}`);
  const retryAfterSeconds =
    readSeconds(message, "retry_after") ??
    headerSeconds(headers.get("x-ratelimit-retryafter"), nowMs) ??
    headerSeconds(headers.get("retry-after"), nowMs);
  const resetSeconds =
    readSeconds(message, "reset") ?? headerSeconds(headers.get("x-ratelimit-reset"), nowMs);

  const result: ChatRateLimited = {
    kind: "rate-limited",
    scope: readScope(message),
    retryAfterMs: RETRY_AFTER_UNKNOWN_MS,
  };
  if (retryAfterSeconds !== null) {
    result.retryAfterMs = Math.min(RETRY_AFTER_MAX_MS, toMs(retryAfterSeconds));
  } else if (resetSeconds !== null) {
    result.retryAfterMs = Math.min(RETRY_AFTER_MAX_MS, toMs(resetSeconds));
  }
  if (resetSeconds !== null) result.resetMs = toMs(resetSeconds);
  if (limit !== null) result.limitPerSecond = limit;
  if (
    retryAfterSeconds !== null &&
    resetSeconds !== null &&
    limit !== null &&
    resetSeconds > retryAfterSeconds
  ) {
    result.serverBurst = Math.round((resetSeconds - retryAfterSeconds) * limit) + 1;
  }
  return result;
}

/** Rounded up, as waiting a fraction too short costs another refusal; the print's own rounding is forgiven. */
const toMs = (seconds: number) => Math.ceil(seconds * 1_000 - 1e-6);

function readScope(message: string): RateLimitScope {
  const scope = /scope:\s*"?([a-z_]+)/i.exec(message)?.[1]?.toLowerCase();
  if (scope?.startsWith("user")) return "user";
  return scope?.startsWith("app") ? "app" : "unknown";
}

/** `5;w=1` is five per second, `100;w=60` a hundred per minute. */
function readLimit(text: string): number | null {
  const match = /limit:\s*"?(\d+)(?:\s*;\s*w=(\d+(?:\.\d+)?))?/i.exec(text);
  if (!match?.[1]) return null;
  const perSecond = Number(match[1]) / Number(match[2] ?? 1);
  return Number.isFinite(perSecond) && perSecond > 0 ? perSecond : null;
}

function readSeconds(message: string, name: string): number | null {
  const match = new RegExp(`\\b${name}:\\s*"?(\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)\\s*(ms)?`, "i").exec(message);
  if (!match?.[1]) return null;
  return Number(match[1]) / (match[2] ? 1_000 : 1);
}

function headerSeconds(value: string | null, nowMs: number): number | null {
  if (value === null || value.trim() === "") return null;
  const number = Number.parseFloat(value);
  if (/^\s*\d/.test(value) && Number.isFinite(number)) {
    return number >= EPOCH_SECONDS_MIN ? Math.max(0, number - nowMs / 1_000) : number;
  }
  const dateMs = Date.parse(value);
  return Number.isNaN(dateMs) ? null : Math.max(0, (dateMs - nowMs) / 1_000);
}
