import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import type { RowProblem } from "./erp-file/problem.schema.ts";
import type { RawRow } from "./erp-file/row-reader.ts";
import { type StagedRow, storableJson, storableText } from "./staged-row.ts";

/** Where the rows of one import go, and whose customers they may name. */
export interface Staging {
  importId: string;
  distributorId: string;
}

/**
 * Inserts rows in one statement, each with the trade relationship that its customer code names, else the one that its
 * business registration number names.
 */
export async function insertRows(tx: Tx, staging: Staging, rows: readonly StagedRow[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO bill_import_row
      (bill_import_id, line_no, cells, disposition, customer_code, customer_name, business_number, amount_won,
       period_start_on, period_end_on, due_on, memo, problems, trade_relationship_id)
    SELECT ${staging.importId}::uuid, r.line_no, r.cells, r.disposition, r.customer_code, r.customer_name,
           r.business_number, r.amount_won, r.period_start_on, r.period_end_on, r.due_on, r.memo, r.problems,
           coalesce(by_code.id, by_number.id)
    FROM unnest(
      ${rows.map((r) => r.lineNo)}::int[],
      ${rows.map((r) => storableJson(r.cells))}::jsonb[],
      ${rows.map((r) => r.disposition)}::text[],
      ${rows.map((r) => storableText(r.customerCode))}::text[],
      ${rows.map((r) => storableText(r.customerName))}::text[],
      ${rows.map((r) => r.businessNumber)}::text[],
      ${rows.map((r) => r.amountWon)}::bigint[],
      ${rows.map((r) => r.periodStartOn)}::date[],
      ${rows.map((r) => r.periodEndOn)}::date[],
      ${rows.map((r) => r.dueOn)}::date[],
      ${rows.map((r) => storableText(r.memo))}::text[],
      ${rows.map((r) => storableJson(r.problems))}::jsonb[]
    ) AS r (line_no, cells, disposition, customer_code, customer_name, business_number, amount_won,
            period_start_on, period_end_on, due_on, memo, problems)
    LEFT JOIN trade_relationship by_code
      ON by_code.distributor_id = ${staging.distributorId}::uuid AND by_code.customer_code = r.customer_code
    LEFT JOIN store numbered ON by_code.id IS NULL AND numbered.business_number = r.business_number
    LEFT JOIN trade_relationship by_number
      ON by_number.distributor_id = ${staging.distributorId}::uuid AND by_number.store_id = numbered.id`;
}

/**
 * Postgres has no statistics of rows that the same transaction inserted: it takes 100,000 for one, and joins them to
 * a subquery by nested loops, for minutes. Any other join is quick, whatever it takes them for.
 */
export async function withoutNestedLoops<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.$executeRaw`SET LOCAL enable_nestloop = off`;
  const result = await work();
  await tx.$executeRaw`SET LOCAL enable_nestloop = on`;
  return result;
}

/** What a clerk decided about a line; outlives reading the file anew. */
export interface LineChoice {
  lineNo: number;
  skipped: boolean;
  summed: boolean;
}

/** Of the lines that any choice was made about. */
export function listChoices(tx: Tx, importId: string): Promise<LineChoice[]> {
  return tx.$queryRaw`
    SELECT r.line_no AS "lineNo", r.skipped, r.summed FROM bill_import_row r
    WHERE r.bill_import_id = ${importId}::uuid AND (r.skipped OR r.summed)`;
}

export async function restoreChoices(tx: Tx, importId: string, choices: LineChoice[]): Promise<void> {
  if (choices.length === 0) return;
  await tx.$executeRaw`
    UPDATE bill_import_row r SET skipped = c.skipped, summed = c.summed
    FROM unnest(${choices.map((c) => c.lineNo)}::int[], ${choices.map((c) => c.skipped)}::bool[],
                ${choices.map((c) => c.summed)}::bool[]) AS c (line_no, skipped, summed)
    WHERE r.bill_import_id = ${importId}::uuid AND r.line_no = c.line_no AND r.disposition <> 'FOOTER'`;
}

/** Rows as they stand in the file, with what its reader said of them. */
export async function readRawRows(tx: Tx, importId: string, lines: readonly number[]): Promise<RawRow[]> {
  const rows = await tx.$queryRaw<{ lineNo: number; cells: string[]; problems: RowProblem[] }[]>`
    SELECT r.line_no AS "lineNo", r.cells, r.problems FROM bill_import_row r
    WHERE r.bill_import_id = ${importId}::uuid AND r.line_no = ANY (${[...lines]}::int[])`;
  return rows.map(({ lineNo, cells, problems }) => {
    const faults = problems.flatMap(({ code, lineNo: at = lineNo }) =>
      code === "QUOTE_UNCLOSED" || code === "QUOTE_MALFORMED" ? [{ code, lineNo: at }] : [],
    );
    return faults.length > 0 ? { lineNo, cells, faults } : { lineNo, cells };
  });
}

export async function deleteRows(
  tx: Tx,
  importId: string,
  lines: readonly number[] | null = null,
): Promise<void> {
  const which = lines ? Prisma.sql`AND line_no = ANY (${[...lines]}::int[])` : Prisma.empty;
  await tx.$executeRaw`DELETE FROM bill_import_row WHERE bill_import_id = ${importId}::uuid ${which}`;
}

/** Leaves rows out, or takes them in again; footers are never billed and stay as they are. */
export function skipLines(tx: Tx, importId: string, lineNos: number[], skipped: boolean): Promise<number> {
  return tx.$executeRaw`
    UPDATE bill_import_row r SET skipped = ${skipped}
    WHERE r.bill_import_id = ${importId}::uuid AND r.line_no = ANY (${lineNos}::int[])
      AND r.disposition <> 'FOOTER' AND r.skipped <> ${skipped}`;
}

/** Leaves out every row with an error. */
export function skipErrors(tx: Tx, importId: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE bill_import_row r SET skipped = true
    WHERE r.bill_import_id = ${importId}::uuid AND r.has_error AND NOT r.skipped`;
}

/** Of a store's rows, leaves all but one out. */
export async function keepOneLine(tx: Tx, importId: string, store: string, lineNo: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE bill_import_row r SET skipped = r.line_no <> ${lineNo}, summed = false
    WHERE r.bill_import_id = ${importId}::uuid AND r.trade_relationship_id = ${store}::uuid
      AND r.disposition <> 'FOOTER'`;
}

/** Whether a store's rows are to be one bill. stores null: of every store that has several. */
export async function setSummed(
  tx: Tx,
  importId: string,
  stores: readonly string[] | null,
  summed: boolean,
): Promise<void> {
  const which = stores
    ? Prisma.sql`r.trade_relationship_id = ANY (${[...stores]}::uuid[])`
    : Prisma.sql`r.has_error AND r.problems @> '[{"code": "DUPLICATE_CUSTOMER"}]'`;
  await tx.$executeRaw`
    UPDATE bill_import_row r SET summed = ${summed}
    WHERE r.bill_import_id = ${importId}::uuid AND r.disposition <> 'FOOTER' AND r.summed <> ${summed} AND ${which}`;
}
