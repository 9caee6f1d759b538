import type { LimitRule, Limits } from "./settings.ts";

export interface Verdict {
  allowed: boolean;
  remaining: number;
  /** Seconds until the next request passes; 0 when this one did. */
  retryAfterSeconds: number;
  /** Seconds until the limiter has forgotten everything. */
  resetSeconds: number;
}

/** Looks without counting (`check`), or counts a request that `check` has just allowed (`take`). */
export interface Limiter {
  check(key: string, nowMs: number): Verdict;
  take(key: string, nowMs: number): Verdict;
}

const WINDOW_MS = 1_000;
/** A client that waits exactly as long as it was told must pass: absorbs rounding of the told seconds. */
const EPSILON_MS = 1e-3;

const refusal = (retryAfterMs: number, resetMs: number): Verdict => ({
  allowed: false,
  remaining: 0,
  retryAfterSeconds: retryAfterMs / 1_000,
  resetSeconds: resetMs / 1_000,
});

const pass = (remaining: number, resetMs: number): Verdict => ({
  allowed: true,
  remaining,
  retryAfterSeconds: 0,
  resetSeconds: resetMs / 1_000,
});

/**
 * Token bucket by the generic cell rate algorithm. One instant per key, the theoretical arrival time: a request
 * passes while that lies at most (burst − 1) intervals ahead. So in a refusal reset − retry_after is
 * (burst − 1) × interval: 1.8 s for 5/s with a burst of 10, as in Sendbird's own refusals.
 */
function tokenBucket(rule: LimitRule, resetCountsRefused: boolean): Limiter {
  const intervalMs = WINDOW_MS / rule.ratePerSecond;
  const toleranceMs = (rule.burst - 1) * intervalMs;
  const arrivals = new Map<string, number>();

  const check = (key: string, nowMs: number): Verdict => {
    const backlogMs = Math.max(0, (arrivals.get(key) ?? nowMs) - nowMs);
    if (backlogMs > toleranceMs + EPSILON_MS) {
      return refusal(backlogMs - toleranceMs, backlogMs + (resetCountsRefused ? intervalMs : 0));
    }
    const remaining = Math.floor((toleranceMs - backlogMs + EPSILON_MS) / intervalMs);
    return pass(remaining, backlogMs + intervalMs);
  };

  const take = (key: string, nowMs: number): Verdict => {
    const verdict = check(key, nowMs);
    if (verdict.allowed) arrivals.set(key, Math.max(arrivals.get(key) ?? nowMs, nowMs) + intervalMs);
    return verdict;
  };

  return { check, take };
}

/** At most `ratePerSecond` requests in any stretch of one second. */
function slidingWindow(rule: LimitRule): Limiter {
  const seen = new Map<string, number[]>();

  const check = (key: string, nowMs: number): Verdict => {
    const recent = (seen.get(key) ?? []).filter((atMs) => atMs > nowMs - WINDOW_MS + EPSILON_MS);
    seen.set(key, recent);
    const oldest = recent[recent.length - rule.ratePerSecond];
    const newest = recent.at(-1);
    if (oldest !== undefined && newest !== undefined) {
      return refusal(oldest + WINDOW_MS - nowMs, newest + WINDOW_MS - nowMs);
    }
    return pass(rule.ratePerSecond - recent.length - 1, WINDOW_MS);
  };

  const take = (key: string, nowMs: number): Verdict => {
    const verdict = check(key, nowMs);
    if (verdict.allowed) seen.get(key)?.push(nowMs);
    return verdict;
  };

  return { check, take };
}

/** At most `ratePerSecond` requests in each whole second of the clock. */
function fixedWindow(rule: LimitRule): Limiter {
  const windows = new Map<string, { index: number; count: number }>();

  const check = (key: string, nowMs: number): Verdict => {
    const index = Math.floor((nowMs + EPSILON_MS) / WINDOW_MS);
    const current = windows.get(key);
    const count = current?.index === index ? current.count : 0;
    const leftMs = (index + 1) * WINDOW_MS - nowMs;
    return count >= rule.ratePerSecond
      ? refusal(leftMs, leftMs)
      : pass(rule.ratePerSecond - count - 1, leftMs);
  };

  const take = (key: string, nowMs: number): Verdict => {
    const verdict = check(key, nowMs);
    if (!verdict.allowed) return verdict;
    const index = Math.floor((nowMs + EPSILON_MS) / WINDOW_MS);
    windows.set(key, { index, count: rule.ratePerSecond - verdict.remaining });
    return verdict;
  };

  return { check, take };
}

export function createLimiter(limits: Pick<Limits, "kind" | "resetCountsRefused">, rule: LimitRule): Limiter {
  if (limits.kind === "sliding") return slidingWindow(rule);
  if (limits.kind === "fixed") return fixedWindow(rule);
  return tokenBucket(rule, limits.resetCountsRefused);
}
