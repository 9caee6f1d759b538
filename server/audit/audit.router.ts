import { db } from "#server/platform/db.ts";
import { router } from "#server/trpc/init.ts";
import { toPage } from "#server/trpc/paging.schema.ts";
import { adminProcedure } from "#server/trpc/procedures.ts";
import { listAudit } from "./audit.repository.ts";
import { listAuditInput } from "./audit.schema.ts";

export const auditRouter = router({
  /** Who did what, newest first. */
  list: adminProcedure.input(listAuditInput).query(async ({ input }) => {
    const rows = await listAudit(db(), input);
    return toPage(rows, input.limit, (entry) => entry.auditEntryId);
  }),
});
