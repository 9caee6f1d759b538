import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import type { RowProblemCode } from "./erp-file/problem.schema.ts";
import { isBilled } from "./judging.repository.ts";
import { withoutNestedLoops } from "./staging.repository.ts";

export interface ImportTotals {
  /** Customers' rows: neither totals nor print times. */
  rowCount: number;
  /** What an issue would bill now. */
  toBillCount: number;
  toBillWon: bigint;
  /** Rows with an error that were not left out by hand: they are in the way of the issue. */
  errorCount: number;
  warningCount: number;
  noteCount: number;
  /** Left out by hand. */
  skippedCount: number;
  /** Active bills that an issue would end. */
  expiringCount: number;
  /** How many rows, of those not left out by hand, have each problem. */
  problemCounts: Partial<Record<RowProblemCode, number>>;
}

export const noTotals: ImportTotals = {
  rowCount: 0,
  toBillCount: 0,
  toBillWon: 0n,
  errorCount: 0,
  warningCount: 0,
  noteCount: 0,
  skippedCount: 0,
  expiringCount: 0,
  problemCounts: {},
};

/** Money as text, as a JSON number would lose what a double cannot hold. */
type StoredTotals = Omit<ImportTotals, "toBillWon"> & { toBillWon: string };

const fromStored = (stored: StoredTotals): ImportTotals => ({
  ...stored,
  toBillWon: BigInt(stored.toBillWon),
});

/** Counts the rows, and keeps the result: a preview of 100,000 rows is then as quick as one of 30. */
export async function countTotals(tx: Tx, importId: string): Promise<ImportTotals> {
  const [row] = await withoutNestedLoops(
    tx,
    () => tx.$queryRaw<{ totals: StoredTotals }[]>`
      UPDATE bill_import i SET totals = (${totalsOf(importId)}) WHERE i.id = ${importId}::uuid
      RETURNING i.totals`,
  );
  if (!row) throw new Error("the import vanished under its lock");
  return fromStored(row.totals);
}

/** As they were last counted. */
export async function findTotals(tx: Tx, importId: string): Promise<ImportTotals> {
  const [row] = await tx.$queryRaw<{ totals: StoredTotals }[]>`
    SELECT coalesce(i.totals, (${totalsOf(importId)})) AS totals FROM bill_import i WHERE i.id = ${importId}::uuid`;
  return row ? fromStored(row.totals) : noTotals;
}

const totalsOf = (importId: string) => Prisma.sql`
  SELECT jsonb_build_object(
    'rowCount', count(*),
    'toBillCount', count(*) FILTER (WHERE ${isBilled}),
    'toBillWon', coalesce(sum(coalesce(r.merged_won, r.amount_won)) FILTER (WHERE ${isBilled}), 0)::text,
    'errorCount', count(*) FILTER (WHERE r.has_error AND NOT r.skipped),
    'warningCount', count(*) FILTER (WHERE r.has_warning AND NOT r.skipped),
    'noteCount', count(*) FILTER (WHERE r.has_note AND NOT r.skipped),
    'skippedCount', count(*) FILTER (WHERE r.skipped),
    'expiringCount', count(b.id) FILTER (WHERE ${isBilled}),
    'problemCounts', (
      SELECT coalesce(jsonb_object_agg(c.code, c.count), '{}') FROM (
        SELECT p ->> 'code' AS code, count(DISTINCT q.line_no) AS count
        FROM bill_import_row q, jsonb_array_elements(q.problems) AS p
        WHERE q.bill_import_id = ${importId}::uuid AND NOT q.skipped AND (q.has_error OR q.has_warning OR q.has_note)
        GROUP BY 1
      ) c)
  )
  FROM bill_import_row r
  LEFT JOIN bill b ON b.trade_relationship_id = r.trade_relationship_id AND b.status = 'ACTIVE'
  WHERE r.bill_import_id = ${importId}::uuid AND r.disposition <> 'FOOTER'`;
