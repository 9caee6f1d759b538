import { db } from "#server/platform/db.ts";
import { router } from "#server/trpc/init.ts";
import { toPage } from "#server/trpc/paging.schema.ts";
import { adminProcedure } from "#server/trpc/procedures.ts";
import { listAudit } from "./audit.repository.ts";
import { listAuditInput } from "./audit.schema.ts";
import { checkIntegrity } from "./integrity/check-integrity.ts";
import { listRuns } from "./integrity/integrity-run.repository.ts";

const shownRuns = 30;

export const auditRouter = router({
  /** Who did what, newest first. */
  list: adminProcedure.input(listAuditInput).query(async ({ input }) => {
    const rows = await listAudit(db(), input);
    return toPage(rows, input.limit, (entry) => entry.cursor);
  }),

  /** The newest runs of the continuous check; the first one says how things stand. */
  integrityRuns: adminProcedure.query(() => listRuns(db(), shownRuns)),

  /** Runs it now. */
  checkIntegrity: adminProcedure.mutation(async ({ ctx }) => {
    const report = await checkIntegrity(ctx.viewer.userId);
    if (report.brokenCount > 0)
      ctx.log.error({ brokenCount: report.brokenCount }, "integrity check is broken");
    return { brokenCount: report.brokenCount };
  }),
});
