import { describe, expect, test } from "vitest";
import { classifyFailure, parseRateLimit } from "./sendbird-answers.ts";

const NOW_MS = 1_795_000_000_000;
const REAL =
  "Too many requests (scope: user, limit: 5;w=1, remaining: 0, retry_after: 0.16522979736328s, reset: 1.9652297496796s).";

describe("a 429", () => {
  test("as the service prints it", () => {
    expect(parseRateLimit(REAL, new Headers(), NOW_MS)).toEqual({
      kind: "rate-limited",
      scope: "user",
      retryAfterMs: 166,
      resetMs: 1_966,
      limitPerSecond: 5,
      serverBurst: 10,
    });
  });

  test.each([
    ["nothing known", "", {}, { scope: "unknown", retryAfterMs: 1_000 }],
    ["another wording", "Slow down!", {}, { scope: "unknown", retryAfterMs: 1_000 }],
    [
      "only a reset",
      "(scope: application, reset: 2s)",
      {},
      { scope: "app", retryAfterMs: 2_000, resetMs: 2_000 },
    ],
    ["a scope without numbers", "(scope: user)", {}, { scope: "user", retryAfterMs: 1_000 }],
    ["milliseconds", "(retry_after: 250ms)", {}, { scope: "unknown", retryAfterMs: 250 }],
    ["a tiny wait in exponents", "(retry_after: 4.2e-7s)", {}, { scope: "unknown", retryAfterMs: 1 }],
    [
      "a limit per minute",
      "(limit: 120;w=60, retry_after: 1s)",
      {},
      { retryAfterMs: 1_000, limitPerSecond: 2 },
    ],
    [
      "seconds in headers",
      "",
      { "X-RateLimit-RetryAfter": "0.5", "X-RateLimit-Limit": "5;w=1" },
      { retryAfterMs: 500, limitPerSecond: 5 },
    ],
    ["the standard header", "", { "Retry-After": "3" }, { retryAfterMs: 3_000 }],
    ["a date", "", { "Retry-After": new Date(NOW_MS + 4_000).toUTCString() }, { retryAfterMs: 4_000 }],
    [
      "an epoch reset",
      "",
      { "X-RateLimit-Reset": String(NOW_MS / 1_000 + 2) },
      { retryAfterMs: 2_000, resetMs: 2_000 },
    ],
    ["a day", "(retry_after: 86400s)", {}, { retryAfterMs: 300_000 }],
  ])("%s", (_what, message, headers, expected) => {
    expect(parseRateLimit(message, new Headers(headers as Record<string, string>), NOW_MS)).toMatchObject(
      expected,
    );
  });
});

describe("other answers", () => {
  const classify = (status: number, body: unknown) =>
    classifyFailure({ status, headers: new Headers(), body }, NOW_MS);
  const error = (code: number, message = "") => ({ error: true, code, message });

  test.each([
    ["channel", 400, error(400201, '"Channel" not found.'), "channel-not-found"],
    ["sender", 400, error(400201, '"User" not found.'), "sender-not-found"],
    ["something else not found", 400, error(400201, '"Poll" not found.'), "refused"],
    ["deactivated sender", 400, error(400302), "sender-not-found"],
    ["stranger", 400, error(400108), "sender-not-member"],
    ["token", 400, error(400401), "token-refused"],
    ["token as 401", 401, error(400401), "token-refused"],
    ["JSON", 400, error(400403), "invalid-request"],
    ["parameter missing", 400, error(400105), "invalid-request"],
    ["parameter wrong", 400, error(400111), "invalid-request"],
    ["unheard of", 403, error(900060), "refused"],
  ])("%s is permanent", (_what, status, body, code) => {
    expect(classify(status, body)).toMatchObject({ kind: "permanent", code });
  });

  test.each([
    ["500901", 500, error(500901), true],
    ["503", 503, null, true],
    ["502 of a proxy", 502, null, true],
    ["a success that is none", 204, null, true],
    ["a redirect", 302, null, false],
    ["a proxy's 404", 404, null, false],
    ["a proxy's JSON", 403, { message: "Forbidden" }, false],
  ])("%s is worth another try", (_what, status, body, ambiguous) => {
    expect(classify(status, body)).toMatchObject({ kind: "transient", ambiguous });
  });

  test("500910 is a rate limit under any status", () => {
    expect(classify(400, error(500910, REAL))).toMatchObject({ kind: "rate-limited", retryAfterMs: 166 });
  });
});
