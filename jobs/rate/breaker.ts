import { db } from "#server/platform/db.ts";

/** When a limit's circuit breaker opens, and how its probes are spaced. */
export interface BreakerSettings {
  /** Failures in a row. */
  threshold: number;
  /** The pause before the first probe; it doubles with each probe that fails. */
  firstPauseMs: number;
  maxPauseMs: number;
}

export const outage: BreakerSettings = { threshold: 5, firstPauseMs: 1_000, maxPauseMs: 60_000 };
/** A refused token is certain at once, and no message gets through until somebody corrects it. */
export const tokenRefused: BreakerSettings = { threshold: 1, firstPauseMs: 30_000, maxPauseMs: 30_000 };

/**
 * Notes that a request of a limit failed for the service's reasons. Answers whether its breaker is open now: then the
 * limit's slots come one at a time, as probes, and the first success closes it.
 */
export async function reportFailure(
  key: string,
  failure: { slotAt: string; reason: string },
  settings: BreakerSettings,
): Promise<boolean> {
  const { threshold, firstPauseMs, maxPauseMs } = settings;
  const [row] = await db().$queryRaw<{ open: boolean }[]>`
    SELECT report_failure(${key}, ${failure.slotAt}::timestamptz, ${failure.reason}, ${threshold}::int,
                          ${firstPauseMs}::float8, ${maxPauseMs}::float8) AS open`;
  return row?.open ?? false;
}

/** Notes that a request of these limits succeeded: their breakers close. */
export async function reportSuccess(keys: string[]): Promise<void> {
  await db().$executeRaw`SELECT report_success(${keys}::text[])`;
}
