import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import { billSource } from "./batch.repository.ts";
import type { RowProblem } from "./erp-file/problem.schema.ts";
import type { ListRowsInput, RowFilter } from "./import.schema.ts";

export interface ImportTotals {
  /** Customers' rows: neither totals nor print times. */
  rowCount: number;
  /** Of these: what an issue would bill now. */
  toBillCount: number;
  toBillWon: bigint;
  /** Rows with an error that were not left out by hand: they are in the way of the issue. */
  errorCount: number;
  warningCount: number;
  noteCount: number;
  /** Left out by hand. */
  skippedCount: number;
}

export async function readTotals(tx: Tx, importId: string): Promise<ImportTotals> {
  const [row] = await tx.$queryRaw<ImportTotals[]>`
    SELECT count(*)::int AS "rowCount",
           count(*) FILTER (WHERE r.disposition = 'BILL' AND NOT r.skipped AND NOT r.has_error)::int AS "toBillCount",
           coalesce(sum(r.amount_won)
             FILTER (WHERE r.disposition = 'BILL' AND NOT r.skipped AND NOT r.has_error), 0)::bigint AS "toBillWon",
           count(*) FILTER (WHERE r.has_error AND NOT r.skipped)::int AS "errorCount",
           count(*) FILTER (WHERE r.has_warning AND NOT r.skipped)::int AS "warningCount",
           count(*) FILTER (WHERE r.has_note AND NOT r.skipped)::int AS "noteCount",
           count(*) FILTER (WHERE r.skipped)::int AS "skippedCount"
    FROM bill_import_row r
    WHERE r.bill_import_id = ${importId}::uuid AND r.disposition <> 'FOOTER'`;
  if (!row) throw new Error("no totals");
  return row;
}

/** How many active bills an issue would end. */
export async function countExpiring(tx: Tx, importId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (${billSource(importId)}) s
    JOIN bill b ON b.trade_relationship_id = s.trade_relationship_id AND b.status = 'ACTIVE'`;
  return row?.count ?? 0;
}

export interface PreviewRow {
  lineNo: number;
  /** As they stand in the file. */
  cells: string[];
  disposition: "BILL" | "SKIP" | "FOOTER";
  skipped: boolean;
  hasError: boolean;
  customerCode: string | null;
  customerName: string | null;
  businessNumber: string | null;
  amountWon: bigint | null;
  /** Days are yyyy-mm-dd. */
  periodStartOn: string | null;
  periodEndOn: string | null;
  dueOn: string | null;
  memo: string | null;
  problems: RowProblem[];
  /** The store that was found, and its code on record. */
  storeName: string | null;
  knownCode: string | null;
  /** Of the store's active bill, which an issue would end. */
  activeBillWon: bigint | null;
}

const filters: Record<RowFilter, Prisma.Sql> = {
  all: Prisma.sql`true`,
  toBill: Prisma.sql`r.disposition = 'BILL' AND NOT r.skipped AND NOT r.has_error`,
  error: Prisma.sql`r.has_error AND NOT r.skipped`,
  warning: Prisma.sql`r.has_warning AND NOT r.skipped`,
  note: Prisma.sql`r.has_note AND NOT r.skipped`,
  skipped: Prisma.sql`r.skipped`,
};

/** One page in the file's order; `limit` + 1 rows. */
export function listRows(tx: Tx, distributorId: string, input: ListRowsInput): Promise<PreviewRow[]> {
  return tx.$queryRaw`
    SELECT r.line_no AS "lineNo", r.cells, r.disposition, r.skipped, r.has_error AS "hasError",
           r.customer_code AS "customerCode", r.customer_name AS "customerName",
           r.business_number AS "businessNumber", r.amount_won AS "amountWon",
           r.period_start_on::text AS "periodStartOn", r.period_end_on::text AS "periodEndOn",
           r.due_on::text AS "dueOn", r.memo, r.problems, s.name AS "storeName", t.customer_code AS "knownCode",
           b.amount_won AS "activeBillWon"
    FROM bill_import_row r
    JOIN bill_import i ON i.id = r.bill_import_id AND i.distributor_id = ${distributorId}::uuid
    LEFT JOIN trade_relationship t ON t.id = r.trade_relationship_id
    LEFT JOIN store s ON s.id = t.store_id
    LEFT JOIN bill b ON b.trade_relationship_id = t.id AND b.status = 'ACTIVE'
    WHERE r.bill_import_id = ${input.importId}::uuid AND r.line_no > ${input.cursor ?? 0}
      AND ${filters[input.filter]}
    ORDER BY r.line_no LIMIT ${input.limit + 1}`;
}
