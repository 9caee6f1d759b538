import type { Tx } from "#server/platform/db.ts";
import type { Offender } from "./checks.repository.ts";

export interface CheckResult {
  check: string;
  offenders: number;
  samples: Offender[];
  tookMs: number;
  /** The check itself could not be made; counts as broken. */
  error: string | null;
}

export interface IntegrityRun {
  startedAt: Date;
  finishedAt: Date;
  requestedByName: string | null;
  checkCount: number;
  brokenCount: number;
  results: CheckResult[];
}

export async function insertRun(
  tx: Tx,
  run: { startedAt: Date; requestedBy: string | null; brokenCount: number; results: CheckResult[] },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO integrity_run (started_at, requested_by, check_count, broken_count, results)
    VALUES (${run.startedAt}, ${run.requestedBy}::uuid, ${run.results.length}, ${run.brokenCount},
            ${JSON.stringify(run.results)}::jsonb)`;
}

/** The newest runs. */
export function listRuns(tx: Tx, limit: number): Promise<IntegrityRun[]> {
  return tx.$queryRaw`
    SELECT r.started_at AS "startedAt", r.finished_at AS "finishedAt", u.name AS "requestedByName",
           r.check_count AS "checkCount", r.broken_count AS "brokenCount", r.results
    FROM integrity_run r LEFT JOIN app_user u ON u.id = r.requested_by
    ORDER BY r.id DESC LIMIT ${limit}`;
}
