import { db } from "#server/platform/db.ts";
import { toPage } from "#server/trpc/paging.schema.ts";
import { distributorProcedure } from "#server/trpc/procedures.ts";
import { createExport } from "./create-export.ts";
import * as repository from "./export.repository.ts";
import { exportFormatInput, exportsInput } from "./export.schema.ts";
import { getExportFormat, saveExportFormat } from "./export-format.ts";

/** What a clerk does every morning: the payments and reversals that the ERP does not know yet. */
export const exportProcedures = {
  /** How many payments and reversals no file holds yet. */
  exportPending: distributorProcedure.query(({ ctx }) =>
    repository.countPending(db(), ctx.viewer.distributorId),
  ),

  createExport: distributorProcedure.mutation(({ ctx }) => createExport(ctx.viewer)),

  /** The files made so far, newest first. */
  exports: distributorProcedure.input(exportsInput).query(async ({ ctx, input }) => {
    const rows = await repository.listExports(db(), ctx.viewer.distributorId, input);
    return toPage(rows, input.limit, ({ number }) => String(number));
  }),

  exportFormat: distributorProcedure.query(({ ctx }) => getExportFormat(ctx.viewer.distributorId)),

  saveExportFormat: distributorProcedure
    .input(exportFormatInput)
    .mutation(({ ctx, input }) => saveExportFormat(ctx.viewer, input)),
};
