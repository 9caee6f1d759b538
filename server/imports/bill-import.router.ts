import { tracked } from "@trpc/server";
import { octetInputParser } from "@trpc/server/http";
import { db } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import { router } from "#server/trpc/init.ts";
import { toPage } from "#server/trpc/paging.schema.ts";
import { distributorProcedure } from "#server/trpc/procedures.ts";
import { findBatchDetail } from "./batch.repository.ts";
import { countBatchPayments, listBatchBills } from "./batch-bills.repository.ts";
import { cancelBatch, takeBackBatch } from "./cancel-batch.ts";
import { discardImport } from "./discard-import.ts";
import { editCell } from "./edit-cell.ts";
import { getDifference, listDifference } from "./get-difference.ts";
import { getLastLook } from "./get-last-look.ts";
import { getPreview } from "./get-preview.ts";
import type { ImportErrorCode } from "./import.errors.ts";
import { listImports } from "./import.repository.ts";
import {
  batchInput,
  cancelBatchInput,
  editCellInput,
  importIdInput,
  importSettings,
  issueImportInput,
  listBatchBillsInput,
  listDifferenceInput,
  listImportsInput,
  listRowsInput,
  listUnknownInput,
  progressInput,
  registerUnknownInput,
  remapInput,
  resolveDuplicatesInput,
  skipRowsInput,
  testMessageInput,
} from "./import.schema.ts";
import { issueImport } from "./issue-import.ts";
import { listUnknownCustomers } from "./list-unknown-customers.ts";
import { listRows } from "./preview.repository.ts";
import { listRunning } from "./progress.repository.ts";
import { readUpload } from "./read-upload.ts";
import { registerUnknown } from "./register-unknown.ts";
import { remapImport } from "./remap-import.ts";
import { resolveDuplicates } from "./resolve-duplicates.ts";
import { saveSettings } from "./save-settings.ts";
import { sendTestMessage } from "./send-test-message.ts";
import { readSettings } from "./setting.repository.ts";
import { skipRows } from "./skip-rows.ts";
import { stageImport } from "./stage-import.ts";
import { watchProgress } from "./watch-progress.ts";

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

  /** How the import differs from the batch before it, in counts. */
  difference: distributorProcedure
    .input(importIdInput)
    .query(({ ctx, input }) => getDifference(ctx.viewer, input.importId)),

  /** One page of the stores that are new, missing or billed otherwise. */
  differenceRows: distributorProcedure
    .input(listDifferenceInput)
    .query(({ ctx, input }) => listDifference(ctx.viewer, input)),

  /** What to see before an issue: a message as its store would read it, and when messages would leave. */
  lastLook: distributorProcedure
    .input(importIdInput)
    .query(({ ctx, input }) => getLastLook(ctx.viewer, input.importId)),

  /** That message, to the clerk's own phone. */
  sendTest: distributorProcedure
    .input(testMessageInput)
    .mutation(({ ctx, input }) => sendTestMessage(ctx.viewer, input)),

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

  /** One page of its bills, each with its message and what has come in. */
  batchBills: distributorProcedure.input(listBatchBillsInput).query(async ({ ctx, input }) => {
    const rows = await listBatchBills(db(), ctx.viewer.distributorId, input);
    return toPage(rows, input.limit, (row) => row.billId);
  }),

  batchPayments: distributorProcedure
    .input(batchInput)
    .query(({ ctx, input }) => countBatchPayments(db(), ctx.viewer.distributorId, input.billBatchId)),

  /** While its messages are held. */
  takeBack: distributorProcedure
    .input(cancelBatchInput)
    .mutation(({ ctx, input }) => takeBackBatch(ctx.viewer, input)),

  cancelBatch: distributorProcedure
    .input(cancelBatchInput)
    .mutation(({ ctx, input }) => cancelBatch(ctx.viewer, input)),

  settings: distributorProcedure.query(({ ctx }) => readSettings(db(), ctx.viewer.distributorId)),

  saveSettings: distributorProcedure
    .input(importSettings)
    .mutation(({ ctx, input }) => saveSettings(ctx.viewer, input)),

  /** What is being staged or issued now. */
  running: distributorProcedure.query(({ ctx }) => listRunning(db(), ctx.viewer.distributorId)),

  /** How far one of these is, event by event, until it has ended. */
  progress: distributorProcedure.input(progressInput).subscription(async function* ({ ctx, input, signal }) {
    const afterSeq = Number(input.lastEventId ?? 0) || 0;
    const listening = signal ?? new AbortController().signal;
    for await (const progress of watchProgress(ctx.viewer, input.key, { afterSeq, signal: listening })) {
      yield tracked(String(progress.seq), progress);
    }
  }),
});
