import { z } from "zod";
import {
  createStoreInput,
  newCustomerSchema,
} from "#server/trade-relationships/trade-relationship.schema.ts";
import { pageInput } from "#server/trpc/paging.schema.ts";
import {
  columnMappingSchema,
  fileDelimiters,
  fileEncodings,
  MAX_COLUMNS,
} from "./erp-file/mapping.schema.ts";
import { rowProblemCodes } from "./erp-file/problem.schema.ts";

const day = z.iso.date();

/** What the clerk knows better than the file's head says. */
const layoutOverrides = z.object({
  encoding: z.enum(fileEncodings).optional(),
  delimiter: z.enum(fileDelimiters).optional(),
  headerLineNo: z.int().min(1).max(10_000).optional(),
  /** Of a workbook. */
  sheet: z.string().max(100).optional(),
});

/**
 * An upload's body is one line of JSON of this shape, then the file's bytes: tRPC's octet-stream has no room for a
 * name beside the file.
 */
export const uploadHeadSchema = layoutOverrides.extend({
  fileName: z.string().trim().min(1).max(255),
  /** Under which the upload's progress can be asked for. */
  key: z.uuid().optional(),
});
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

/**
 * What is left out stays as it is; with another `layout` the columns are recalled or proposed anew. `mapping` is
 * remembered for files of this shape; null forgets it, and takes what the headings propose.
 */
export const remapInput = importIdInput.extend({
  layout: layoutOverrides.optional(),
  mapping: columnMappingSchema.nullish(),
  defaults: importDefaultsSchema.optional(),
});
export type RemapInput = z.infer<typeof remapInput>;

export const skipRowsInput = importIdInput.extend({
  /** `errors`: every row that has one. */
  rows: z.union([z.array(z.int().min(1)).min(1).max(1_000), z.literal("errors")]),
  skipped: z.boolean(),
});
export type SkipRowsInput = z.infer<typeof skipRowsInput>;

const lineNo = z.int().min(1).max(2_147_483_647);

/** What a cell is to say; null: what the file says. */
export const editCellInput = importIdInput.extend({
  lineNo,
  /** 0-based. */
  column: z
    .int()
    .min(0)
    .max(MAX_COLUMNS - 1),
  value: z.string().max(2_000).nullable(),
});
export type EditCellInput = z.infer<typeof editCellInput>;

/**
 * What several rows of one store come to: the one row `pick`, the others left out; one bill over all rows of the store
 * of line `sum`, or of every store; or, with `apart`, separate rows again.
 */
export const resolveDuplicatesInput = importIdInput.extend({
  choice: z.union([
    z.object({ pick: lineNo }),
    z.object({ sum: z.union([lineNo, z.literal("all")]) }),
    z.object({ apart: lineNo }),
  ]),
});
export type ResolveDuplicatesInput = z.infer<typeof resolveDuplicatesInput>;

/** The cursor is a line number. */
export const listUnknownInput = importIdInput.extend({
  cursor: lineNo.nullish(),
  limit: z.int().min(1).max(200).default(100),
});
export type ListUnknownInput = z.infer<typeof listUnknownInput>;

export const registerUnknownInput = importIdInput.extend({
  customers: z.array(newCustomerSchema).min(1).max(1_000),
});
export type RegisterUnknownInput = z.output<typeof registerUnknownInput>;

export const rowFilters = ["all", "toBill", "error", "warning", "note", "skipped"] as const;
export type RowFilter = (typeof rowFilters)[number];

/** Rows in the file's order; the cursor is a line number. */
export const listRowsInput = importIdInput.extend({
  filter: z.enum(rowFilters).default("all"),
  /** Only rows that have it. */
  problem: z.enum(rowProblemCodes).nullish(),
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

/** A mobile phone of the clerk's own. */
export const testMessageInput = importIdInput.extend({ phoneNumber: createStoreInput.shape.ownerPhone });
export type TestMessageInput = z.output<typeof testMessageInput>;

export const listImportsInput = pageInput;
export const batchInput = z.object({ billBatchId: z.uuid() });

export const importSettings = z.object({
  /** How long a batch can be taken back before its messages leave; 0: not at all. */
  holdSeconds: z.int().min(0).max(3_600),
  /** Bills of this many times the last one, or less than its share, are doubtful. */
  unusualRatio: z.int().min(2).max(100),
});
export type ImportSettings = z.infer<typeof importSettings>;

export const cancelBatchInput = batchInput.extend({
  reason: z.string().trim().min(1).max(200),
  /** Also the bills to which money has come in. */
  includePaid: z.boolean(),
});
export type CancelBatchInput = z.infer<typeof cancelBatchInput>;

export const batchBillFilters = ["all", "unpaid", "paid", "active", "canceled", "unsent"] as const;
export type BatchBillFilter = (typeof batchBillFilters)[number];

/** In the order of issue. */
export const listBatchBillsInput = batchInput.extend({
  filter: z.enum(batchBillFilters).default("all"),
  cursor: z.uuid().nullish(),
  limit: z.int().min(1).max(1_000).default(100),
});
export type ListBatchBillsInput = z.infer<typeof listBatchBillsInput>;

export const differenceKinds = ["changed", "added", "missing"] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** The cursor is a customer code. */
export const listDifferenceInput = importIdInput.extend({
  kind: z.enum(differenceKinds),
  cursor: z.string().max(100).nullish(),
  limit: z.int().min(1).max(200).default(100),
});
export type ListDifferenceInput = z.infer<typeof listDifferenceInput>;

export const progressInput = z.object({
  key: z.uuid(),
  /** Of the last event received, on reconnecting. */
  lastEventId: z.string().max(20).nullish(),
});
