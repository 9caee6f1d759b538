import { z } from "zod";
import { pageInput } from "#server/trpc/paging.schema.ts";
import { columnMappingSchema, fileDelimiters, fileEncodings } from "./erp-file/mapping.schema.ts";

const day = z.iso.date();

/** What the clerk knows better than the file's head says. */
const layoutOverrides = z.object({
  encoding: z.enum(fileEncodings).optional(),
  delimiter: z.enum(fileDelimiters).optional(),
  headerLineNo: z.int().min(1).max(10_000).optional(),
});

/**
 * An upload's body is one line of JSON of this shape, then the file's bytes: tRPC's octet-stream has no room for a
 * name beside the file.
 */
export const uploadHeadSchema = layoutOverrides.extend({ fileName: z.string().trim().min(1).max(255) });
export type UploadHead = z.infer<typeof uploadHeadSchema>;

/** More than any head needs: the name in UTF-8, escaped. */
export const UPLOAD_HEAD_MAX_BYTES = 4_096;

/** For every row that says nothing itself. Days are yyyy-mm-dd. */
export const importDefaultsSchema = z
  .object({
    periodStartOn: day.nullable(),
    periodEndOn: day.nullable(),
    dueOn: day.nullable(),
    memo: z.string().trim().max(500).nullable(),
  })
  .refine((d) => !d.periodStartOn || !d.periodEndOn || d.periodStartOn <= d.periodEndOn, {
    path: ["periodEndOn"],
    message: "PERIOD_REVERSED",
  });
export type ImportDefaults = z.infer<typeof importDefaultsSchema>;

export const importIdInput = z.object({ importId: z.uuid() });

/** What is left out stays as it is; with another `layout` the columns are proposed anew. */
export const remapInput = importIdInput.extend({
  layout: layoutOverrides.optional(),
  mapping: columnMappingSchema.optional(),
  defaults: importDefaultsSchema.optional(),
});
export type RemapInput = z.infer<typeof remapInput>;

export const skipRowsInput = importIdInput.extend({
  /** `errors`: every row that has one. */
  rows: z.union([z.array(z.int().min(1)).min(1).max(1_000), z.literal("errors")]),
  skipped: z.boolean(),
});
export type SkipRowsInput = z.infer<typeof skipRowsInput>;

export const rowFilters = ["all", "toBill", "error", "warning", "note", "skipped"] as const;
export type RowFilter = (typeof rowFilters)[number];

/** Rows in the file's order; the cursor is a line number. */
export const listRowsInput = importIdInput.extend({
  filter: z.enum(rowFilters).default("all"),
  cursor: z.int().min(1).nullish(),
  limit: z.int().min(1).max(200).default(100),
});
export type ListRowsInput = z.infer<typeof listRowsInput>;

/** Names what the clerk has seen: the bills are issued only if it is still so. */
export const issueImportInput = importIdInput.extend({
  version: z.int().min(1),
  expectedCount: z.int().min(0),
  expectedTotalWon: z.bigint(),
  idempotencyKey: z.uuid(),
});
export type IssueImportInput = z.infer<typeof issueImportInput>;

export const listImportsInput = pageInput;
export const batchInput = z.object({ billBatchId: z.uuid() });
