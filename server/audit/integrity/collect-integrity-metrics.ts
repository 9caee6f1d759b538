import { Gauge, type Registry } from "prom-client";
import { db } from "#server/platform/db.ts";
import { listRuns } from "./integrity-run.repository.ts";

/** How the last run of the continuous check went, check by check. */
export async function collectIntegrityMetrics(registry: Registry): Promise<void> {
  const offenders = new Gauge({
    name: "sunap_integrity_offenders",
    help: "Rows that break an invariant, by check, as of the last run; -1 where the check could not be made",
    labelNames: ["check"],
    registers: [registry],
  });
  const lastRun = new Gauge({
    name: "sunap_integrity_last_run_timestamp_seconds",
    help: "When the last run of the integrity check ended; 0 before the first",
    registers: [registry],
  });
  const [run] = await listRuns(db(), 1);
  lastRun.set(run ? run.finishedAt.getTime() / 1000 : 0);
  for (const result of run?.results ?? [])
    offenders.set({ check: result.check }, result.error ? -1 : result.offenders);
}
