import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import type { RowProblem, RowProblemCode } from "./erp-file/problem.schema.ts";
import type { ListRowsInput, RowFilter } from "./import.schema.ts";
import { isBilled } from "./judging.repository.ts";

export interface PreviewRow {
  lineNo: number;
  /** As they stand in the file. */
  cells: string[];
  /** The clerk's corrections of them. */
  edits: { column: number; value: string }[];
  disposition: "BILL" | "SKIP" | "FOOTER";
  skipped: boolean;
  /** Rows of its store are to be one bill; `mergedInto` is the line that bills this row's amount too. */
  summed: boolean;
  mergedInto: number | null;
  /** What this row's store is billed, where that is a sum. */
  mergedWon: bigint | null;
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
  toBill: isBilled,
  error: Prisma.sql`r.has_error AND NOT r.skipped`,
  warning: Prisma.sql`r.has_warning AND NOT r.skipped`,
  note: Prisma.sql`r.has_note AND NOT r.skipped`,
  skipped: Prisma.sql`r.skipped`,
};

/** A problem that is one severity's lets the index find its rows. */
function having(problem: RowProblemCode | null | undefined): Prisma.Sql {
  if (!problem) return Prisma.sql`true`;
  return Prisma.sql`(r.has_error OR r.has_warning OR r.has_note) AND NOT r.skipped
                    AND r.problems @> ${JSON.stringify([{ code: problem }])}::jsonb`;
}

/** One page in the file's order; `limit` + 1 rows. */
export function listRows(tx: Tx, distributorId: string, input: ListRowsInput): Promise<PreviewRow[]> {
  return tx.$queryRaw`
    WITH page AS MATERIALIZED (
      SELECT r.* FROM bill_import_row r
      JOIN bill_import i ON i.id = r.bill_import_id AND i.distributor_id = ${distributorId}::uuid
      WHERE r.bill_import_id = ${input.importId}::uuid AND r.line_no > ${input.cursor ?? 0}
        AND ${filters[input.filter]} AND ${having(input.problem)}
      ORDER BY r.line_no LIMIT ${input.limit + 1}
    )
    SELECT r.line_no AS "lineNo", r.cells, r.disposition, r.skipped, r.summed, r.merged_into AS "mergedInto",
           r.merged_won AS "mergedWon", r.has_error AS "hasError",
           r.customer_code AS "customerCode", r.customer_name AS "customerName",
           r.business_number AS "businessNumber", r.amount_won AS "amountWon",
           r.period_start_on::text AS "periodStartOn", r.period_end_on::text AS "periodEndOn",
           r.due_on::text AS "dueOn", r.memo, r.problems, s.name AS "storeName", t.customer_code AS "knownCode",
           b.amount_won AS "activeBillWon",
           (SELECT coalesce(jsonb_agg(jsonb_build_object('column', e.column_index, 'value', e.value)
                                      ORDER BY e.column_index), '[]')
            FROM bill_import_edit e WHERE e.bill_import_id = r.bill_import_id AND e.line_no = r.line_no) AS edits
    FROM page r
    LEFT JOIN trade_relationship t ON t.id = r.trade_relationship_id
    LEFT JOIN store s ON s.id = t.store_id
    LEFT JOIN bill b ON b.trade_relationship_id = t.id AND b.status = 'ACTIVE'
    ORDER BY r.line_no`;
}

export interface SampleRow {
  tradeRelationshipId: string;
  amountWon: bigint;
  periodStartOn: string | null;
  periodEndOn: string | null;
  dueOn: string | null;
  memo: string | null;
}

/** The first row that will be billed, as it will be. */
export async function findSampleRow(tx: Tx, importId: string): Promise<SampleRow | null> {
  const [row] = await tx.$queryRaw<SampleRow[]>`
    SELECT r.trade_relationship_id AS "tradeRelationshipId", coalesce(r.merged_won, r.amount_won) AS "amountWon",
           r.period_start_on::text AS "periodStartOn", r.period_end_on::text AS "periodEndOn",
           r.due_on::text AS "dueOn", r.memo
    FROM bill_import_row r
    WHERE r.bill_import_id = ${importId}::uuid AND ${isBilled} AND r.trade_relationship_id IS NOT NULL
    ORDER BY r.line_no LIMIT 1`;
  return row ?? null;
}
