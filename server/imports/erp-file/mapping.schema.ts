import { z } from "zod";

/** Encodings that an ERP's export can have; the clerk may overrule the detected one. */
export const fileEncodings = ["utf-8", "utf-16le", "utf-16be", "cp949"] as const;
export type FileEncoding = (typeof fileEncodings)[number];

/** What stands between two cells. */
export const fileDelimiters = [",", "\t", ";"] as const;
export type FileDelimiter = (typeof fileDelimiters)[number];

/** The largest file taken: 100,000 ledger rows are about 8 MB. */
export const IMPORT_MAX_BYTES = 20 * 1024 * 1024;

/** More columns than any ERP's list has; a file beyond it is not what the clerk thinks it is. */
export const MAX_COLUMNS = 500;

const columnIndex = z
  .int()
  .min(0)
  .max(MAX_COLUMNS - 1);

const amountColumnSchema = z.object({
  index: columnIndex,
  /** -1 where the column is taken off, e.g. what came in this month. */
  sign: z.union([z.literal(1), z.literal(-1)]),
});

/**
 * Which column (0-based) of the file is what. The bill's amount is the signed sum of `amountColumns`. Where start and
 * end are the same column, its cells hold the whole period (`2026-10-01 ~ 2026-10-31`, `2026-10`).
 * Issues carry a code as their message, which the form translates.
 */
export const columnMappingSchema = z
  .object({
    customerCode: columnIndex.optional(),
    businessNumber: columnIndex.optional(),
    customerName: columnIndex.optional(),
    amountColumns: z.array(amountColumnSchema).min(1, "MAPPING_AMOUNT_REQUIRED").max(10),
    periodStart: columnIndex.optional(),
    periodEnd: columnIndex.optional(),
    dueOn: columnIndex.optional(),
    memo: columnIndex.optional(),
  })
  .refine((m) => (m.customerCode ?? m.businessNumber ?? m.customerName) !== undefined, {
    message: "MAPPING_CUSTOMER_REQUIRED",
    path: ["customerCode"],
  })
  .refine((m) => new Set(m.amountColumns.map((c) => c.index)).size === m.amountColumns.length, {
    message: "MAPPING_AMOUNT_TWICE",
    path: ["amountColumns"],
  });

export type ColumnMapping = z.infer<typeof columnMappingSchema>;
