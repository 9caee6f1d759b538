import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLimiter, type Limiter } from "./limiter.ts";

const gcra = (burst: number, resetCountsRefused = false) =>
  createLimiter({ kind: "gcra", resetCountsRefused }, { ratePerSecond: 5, burst });
const windowed = (kind: "sliding" | "fixed") =>
  createLimiter({ kind, resetCountsRefused: false }, { ratePerSecond: 5, burst: 10 });

/** How many of the requests at these instants pass. */
const passes = (limiter: Limiter, atMs: number[]) =>
  atMs.filter((ms) => limiter.take("user", ms).allowed).length;
const times = (count: number, atMs: number) => Array.from({ length: count }, () => atMs);

describe("token bucket", () => {
  test.each([10, 9])("passes exactly a burst of %i at once, then one per 200 ms", (burst) => {
    const limiter = gcra(burst);
    expect(passes(limiter, times(30, 0))).toBe(burst);
    expect(limiter.take("user", 199).allowed).toBe(false);
    expect(limiter.take("user", 200).allowed).toBe(true);
    expect(limiter.take("user", 200).allowed).toBe(false);
  });

  test("refuses with the numbers of a real refusal: reset − retry_after is 1.8 s", () => {
    const limiter = gcra(10);
    passes(limiter, times(10, 0));
    const { retryAfterSeconds, resetSeconds } = limiter.take("user", 34.77020263672);
    expect(retryAfterSeconds).toBeCloseTo(0.16522979736328, 12);
    expect(resetSeconds).toBeCloseTo(1.9652297973633, 12);
  });

  test("a burst of 9 shows the same difference when reset counts the refused request", () => {
    const limiter = gcra(9, true);
    passes(limiter, times(9, 0));
    const { retryAfterSeconds, resetSeconds } = limiter.take("user", 0);
    expect(resetSeconds - retryAfterSeconds).toBeCloseTo(1.8, 9);
  });

  test("is full again after the told reset, and no fuller after an hour", () => {
    const limiter = gcra(10);
    passes(limiter, times(10, 0));
    const { resetSeconds } = limiter.take("user", 0);
    expect(passes(limiter, times(30, resetSeconds * 1_000))).toBe(10);
    expect(passes(limiter, times(30, 3_600_000))).toBe(10);
  });

  test("keeps keys apart", () => {
    const limiter = gcra(10);
    passes(limiter, times(10, 0));
    expect(limiter.take("another", 0).allowed).toBe(true);
  });
});

describe("sliding window", () => {
  test("passes five in any second, wherever it begins", () => {
    const limiter = windowed("sliding");
    expect(passes(limiter, times(10, 900))).toBe(5);
    expect(passes(limiter, times(5, 1_899))).toBe(0);
    expect(passes(limiter, times(10, 1_900))).toBe(5);
  });

  test("lets one in for each that leaves", () => {
    const limiter = windowed("sliding");
    expect(passes(limiter, [0, 100, 200, 300, 400, 500, 999, 1_000, 1_050, 1_100])).toBe(7);
  });
});

describe("fixed window", () => {
  test("passes five per clock second, so ten around its turn", () => {
    const limiter = windowed("fixed");
    expect(passes(limiter, times(10, 999))).toBe(5);
    expect(passes(limiter, times(10, 1_000))).toBe(5);
    expect(passes(limiter, times(10, 1_999))).toBe(0);
  });

  test("tells the end of the window", () => {
    const limiter = windowed("fixed");
    passes(limiter, times(5, 250));
    expect(limiter.take("user", 250)).toMatchObject({
      allowed: false,
      retryAfterSeconds: 0.75,
      resetSeconds: 0.75,
    });
  });
});

describe.each(["gcra", "sliding", "fixed"] as const)("%s", (kind) => {
  const rule = { ratePerSecond: 5, burst: 10 };

  test("who waits as long as told passes, and not much sooner", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 80 }), (gapsMs) => {
        const limiter = createLimiter({ kind, resetCountsRefused: false }, rule);
        let nowMs = 0;
        for (const gapMs of gapsMs) {
          nowMs += gapMs;
          const verdict = limiter.take("user", nowMs);
          if (verdict.allowed) continue;
          const thenMs = nowMs + verdict.retryAfterSeconds * 1_000;
          expect(limiter.check("user", thenMs).allowed).toBe(true);
          if (kind !== "sliding") expect(limiter.check("user", thenMs - 0.01).allowed).toBe(false);
        }
      }),
    );
  });

  test("a check counts nothing", () => {
    const limiter = createLimiter({ kind, resetCountsRefused: false }, rule);
    for (let n = 0; n < 50; n += 1) limiter.check("user", 0);
    expect(passes(limiter, times(50, 0))).toBe(kind === "gcra" ? 10 : 5);
  });
});
