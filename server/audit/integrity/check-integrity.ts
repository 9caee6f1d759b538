import { db } from "#server/platform/db.ts";
import { type CheckName, checkNames, runCheck } from "./checks.repository.ts";
import { type CheckResult, insertRun } from "./integrity-run.repository.ts";

export interface IntegrityReport {
  brokenCount: number;
  results: CheckResult[];
}

/**
 * Recomputes what must always hold, check by check, and stores the result. One after the other: it shall not stand in
 * anyone's way. A check that fails to run is as good as broken, since nothing is known. requestedBy null: by schedule.
 */
export async function checkIntegrity(requestedBy: string | null): Promise<IntegrityReport> {
  const startedAt = new Date();
  const results: CheckResult[] = [];
  for (const check of checkNames) results.push(await resultOf(check));
  const brokenCount = results.filter(({ offenders, error }) => offenders > 0 || error).length;
  await insertRun(db(), { startedAt, requestedBy, brokenCount, results });
  return { brokenCount, results };
}

async function resultOf(check: CheckName): Promise<CheckResult> {
  const startedMs = performance.now();
  const outcome = await runCheck(check).then(
    (found) => ({ ...found, error: null }),
    (error: unknown) => ({
      offenders: 0,
      samples: [],
      error: error instanceof Error ? error.name : "unknown",
    }),
  );
  return { check, ...outcome, tookMs: Math.round(performance.now() - startedMs) };
}
