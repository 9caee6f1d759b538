import { octetInputParser } from "@trpc/server/http";
import { db } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import { router } from "#server/trpc/init.ts";
import { toPage } from "#server/trpc/paging.schema.ts";
import { distributorProcedure } from "#server/trpc/procedures.ts";
import { findBatchDetail } from "./batch.repository.ts";
import { discardImport } from "./discard-import.ts";
import { editCell } from "./edit-cell.ts";
import { getPreview } from "./get-preview.ts";
import type { ImportErrorCode } from "./import.errors.ts";
import { listImports } from "./import.repository.ts";
import {
  batchInput,
  editCellInput,
  importIdInput,
  issueImportInput,
  listImportsInput,
  listRowsInput,
  listUnknownInput,
  registerUnknownInput,
  remapInput,
  resolveDuplicatesInput,
  skipRowsInput,
} from "./import.schema.ts";
import { issueImport } from "./issue-import.ts";
import { listUnknownCustomers } from "./list-unknown-customers.ts";
import { listRows } from "./preview.repository.ts";
import { readUpload } from "./read-upload.ts";
import { registerUnknown } from "./register-unknown.ts";
import { remapImport } from "./remap-import.ts";
import { resolveDuplicates } from "./resolve-duplicates.ts";
import { skipRows } from "./skip-rows.ts";
import { stageImport } from "./stage-import.ts";

export const billImportRouter = router({
  /** One line of JSON (uploadHeadSchema), then the file's bytes, as application/octet-stream. */
  upload: distributorProcedure.input(octetInputParser).mutation(async ({ ctx, input }) => {
    const { head, bytes } = await readUpload(input);
    const { fileName, key, ...layout } = head;
    return stageImport(ctx.viewer, { fileName, bytes, layout, key });
  }),

  get: distributorProcedure
    .input(importIdInput)
    .query(({ ctx, input }) => getPreview(ctx.viewer, input.importId)),

  /** One page of the file's rows, in its order. */
  rows: distributorProcedure.input(listRowsInput).query(async ({ ctx, input }) => {
    const rows = await listRows(db(), ctx.viewer.distributorId, input);
    const items = rows.slice(0, input.limit);
    return { items, nextCursor: rows.length > input.limit ? (items.at(-1)?.lineNo ?? null) : null };
  }),

  remap: distributorProcedure.input(remapInput).mutation(({ ctx, input }) => remapImport(ctx.viewer, input)),

  skip: distributorProcedure.input(skipRowsInput).mutation(({ ctx, input }) => skipRows(ctx.viewer, input)),

  /** Corrects a cell of the file, or takes a correction back. */
  editCell: distributorProcedure
    .input(editCellInput)
    .mutation(({ ctx, input }) => editCell(ctx.viewer, input)),

  /** What several rows of one store come to. */
  resolveDuplicates: distributorProcedure
    .input(resolveDuplicatesInput)
    .mutation(({ ctx, input }) => resolveDuplicates(ctx.viewer, input)),

  /** One page of the file's customers whom nobody is. */
  unknown: distributorProcedure
    .input(listUnknownInput)
    .query(({ ctx, input }) => listUnknownCustomers(ctx.viewer, input)),

  /** Registers them, and gives their rows to them. */
  register: distributorProcedure
    .input(registerUnknownInput)
    .mutation(({ ctx, input }) => registerUnknown(ctx.viewer, input)),

  issue: distributorProcedure
    .input(issueImportInput)
    .mutation(({ ctx, input }) => issueImport(ctx.viewer, input)),

  discard: distributorProcedure
    .input(importIdInput)
    .mutation(({ ctx, input }) => discardImport(ctx.viewer, input.importId)),

  /** Imports that are under way or issued, newest first. */
  list: distributorProcedure.input(listImportsInput).query(async ({ ctx, input }) => {
    const rows = await listImports(db(), ctx.viewer.distributorId, input);
    return toPage(rows, input.limit, (row) => row.importId);
  }),

  /** One batch: what became of its bills and of their messages. */
  batch: distributorProcedure.input(batchInput).query(async ({ ctx, input }) => {
    const batch = await findBatchDetail(db(), ctx.viewer.distributorId, input.billBatchId);
    if (!batch) throw new DomainError<ImportErrorCode>("BATCH_NOT_FOUND");
    return batch;
  }),
});
