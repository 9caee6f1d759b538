import type { Tx } from "#server/platform/db.ts";
import type { ColumnMapping } from "./erp-file/mapping.schema.ts";
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

/** Gives rows that neither code nor number placed the one store that bears their name. */
export async function matchByName(tx: Tx, staging: Staging): Promise<void> {
  const [left] = await tx.$queryRaw<unknown[]>`
    SELECT FROM bill_import_row r
    WHERE r.bill_import_id = ${staging.importId}::uuid AND r.trade_relationship_id IS NULL
      AND r.customer_name IS NOT NULL LIMIT 1`;
  if (!left) return; // as with most files: spares reading every store's name
  await withoutNestedLoops(tx, async () => {
    await tx.$executeRaw`
      UPDATE bill_import_row r SET trade_relationship_id = named.id
      FROM (
        SELECT s.name, (array_agg(t.id))[1] AS id
        FROM trade_relationship t JOIN store s ON s.id = t.store_id
        WHERE t.distributor_id = ${staging.distributorId}::uuid AND t.ended_at IS NULL
        GROUP BY s.name HAVING count(*) = 1
      ) named
      WHERE r.bill_import_id = ${staging.importId}::uuid AND r.disposition <> 'FOOTER'
        AND r.trade_relationship_id IS NULL AND r.customer_name = named.name`;
  });
}

/**
 * Adds to each row that would bill what is wrong, or doubtful, about its customer. Rows to be skipped anyway are left
 * in peace: ERPs list customers of long ago with zero.
 */
export async function reportMatches(tx: Tx, staging: Staging, mapping: ColumnMapping): Promise<void> {
  const code = mapping.customerCode ?? null;
  const number = mapping.businessNumber ?? null;
  const name = mapping.customerName ?? null;
  await withoutNestedLoops(tx, async () => {
    await tx.$executeRaw`
      WITH matched AS MATERIALIZED (
        SELECT r.line_no, r.customer_code, r.business_number, r.customer_name, t.id, t.ended_at,
               t.customer_code AS known_code, s.name AS known_name, s.business_number AS known_number,
               a.id IS NOT NULL AS has_account,
               r.customer_name IS NOT NULL
                 AND lower(replace(r.customer_name, ' ', '')) <> lower(replace(s.name, ' ', '')) AS name_differs
        FROM bill_import_row r
        LEFT JOIN trade_relationship t ON t.id = r.trade_relationship_id
        LEFT JOIN store s ON s.id = t.store_id
        LEFT JOIN virtual_account a ON a.trade_relationship_id = t.id
        WHERE r.bill_import_id = ${staging.importId}::uuid AND r.disposition = 'BILL'
      ),
      homonym AS (
        SELECT s.name FROM trade_relationship t JOIN store s ON s.id = t.store_id
        WHERE t.distributor_id = ${staging.distributorId}::uuid AND t.ended_at IS NULL
          AND s.name IN (SELECT m.customer_name FROM matched m WHERE m.id IS NULL)
        GROUP BY s.name HAVING count(*) > 1
      ),
      problem (line_no, code, severity, "column", value, known) AS (
        SELECT m.line_no, CASE WHEN h.name IS NULL THEN 'UNKNOWN_CUSTOMER' ELSE 'NAME_AMBIGUOUS' END, 'error',
               CASE WHEN h.name IS NOT NULL THEN ${name}::int
                    WHEN m.customer_code IS NOT NULL THEN ${code}::int
                    WHEN m.business_number IS NOT NULL THEN ${number}::int
                    ELSE ${name}::int END,
               coalesce(h.name, m.customer_code, m.business_number, m.customer_name), NULL
        FROM matched m LEFT JOIN homonym h ON h.name = m.customer_name
        WHERE m.id IS NULL AND coalesce(m.customer_code, m.business_number, m.customer_name) IS NOT NULL
        UNION ALL
        SELECT m.line_no, 'RELATIONSHIP_ENDED', 'error', ${code}::int, m.customer_code, m.known_name
        FROM matched m WHERE m.ended_at IS NOT NULL
        UNION ALL
        SELECT m.line_no, 'ACCOUNT_MISSING', 'error', ${code}::int, m.customer_code, m.known_name
        FROM matched m WHERE m.id IS NOT NULL AND NOT m.has_account
        UNION ALL
        SELECT m.line_no, 'CODE_UNKNOWN', 'warning', ${code}::int, m.customer_code, m.known_code
        FROM matched m WHERE m.customer_code <> m.known_code
        UNION ALL
        SELECT m.line_no,
               CASE WHEN m.customer_code = m.known_code THEN 'CODE_NAME_DIFFER' ELSE 'NUMBER_NAME_DIFFER' END, 'warning',
               ${name}::int, m.customer_name, m.known_name
        FROM matched m WHERE m.name_differs
        UNION ALL
        SELECT m.line_no, 'CODE_NUMBER_DIFFER', 'warning', ${number}::int, m.business_number, m.known_number
        FROM matched m WHERE m.business_number <> m.known_number
      )
      UPDATE bill_import_row r SET problems = r.problems || found.problems
      FROM (
        SELECT p.line_no,
               jsonb_agg(jsonb_strip_nulls(jsonb_build_object('code', p.code, 'severity', p.severity,
                 'column', p."column", 'value', p.value, 'known', p.known)) ORDER BY p.severity, p.code) AS problems
        FROM problem p GROUP BY p.line_no
      ) found
      WHERE r.bill_import_id = ${staging.importId}::uuid AND r.line_no = found.line_no`;
  });
}

/**
 * Brings DUPLICATE_CUSTOMER up to date: on every row whose store another row bills too, naming that row. A row that
 * is skipped bills nobody, so leaving one of two out clears both.
 */
export async function reportDuplicates(tx: Tx, importId: string): Promise<void> {
  await withoutNestedLoops(tx, async () => {
    await tx.$executeRaw`
      WITH row AS (
        SELECT r.line_no, r.problems, r.trade_relationship_id,
               r.disposition = 'BILL' AND NOT r.skipped AND r.trade_relationship_id IS NOT NULL AS is_billing
        FROM bill_import_row r WHERE r.bill_import_id = ${importId}::uuid
      ),
      shared AS (
        SELECT row.*, min(row.line_no) FILTER (WHERE row.is_billing) OVER store AS first_line_no,
               max(row.line_no) FILTER (WHERE row.is_billing) OVER store AS last_line_no
        FROM row WINDOW store AS (PARTITION BY row.trade_relationship_id)
      ),
      judged AS (
        SELECT s.line_no, jsonb_path_query_first(s.problems, '$[*] ? (@.code == "DUPLICATE_CUSTOMER")') AS old_problem,
               CASE WHEN s.is_billing AND s.first_line_no < s.last_line_no THEN
                 jsonb_build_object('code', 'DUPLICATE_CUSTOMER', 'severity', 'error', 'lineNo',
                   CASE WHEN s.line_no = s.first_line_no THEN s.last_line_no ELSE s.first_line_no END)
               END AS new_problem
        FROM shared s
        WHERE s.is_billing AND s.first_line_no < s.last_line_no OR s.problems @> '[{"code": "DUPLICATE_CUSTOMER"}]'
      )
      UPDATE bill_import_row r
      SET problems = jsonb_path_query_array(r.problems, '$[*] ? (@.code != "DUPLICATE_CUSTOMER")')
                     || CASE WHEN j.new_problem IS NULL THEN '[]' ELSE jsonb_build_array(j.new_problem) END
      FROM judged j
      WHERE r.bill_import_id = ${importId}::uuid AND r.line_no = j.line_no
        AND j.old_problem IS DISTINCT FROM j.new_problem`;
  });
}

/**
 * Postgres has no statistics of rows that the same transaction inserted: it takes 100,000 for one, and joins them to
 * a subquery by nested loops, for minutes. Any other join is quick, whatever it takes them for.
 */
async function withoutNestedLoops(tx: Tx, work: () => Promise<void>): Promise<void> {
  await tx.$executeRaw`SET LOCAL enable_nestloop = off`;
  await work();
  await tx.$executeRaw`SET LOCAL enable_nestloop = on`;
}

/** The lines that were left out by hand. */
export async function listSkippedLines(tx: Tx, importId: string): Promise<number[]> {
  const skipped = await tx.$queryRaw<{ lineNo: number }[]>`
    SELECT r.line_no AS "lineNo" FROM bill_import_row r WHERE r.bill_import_id = ${importId}::uuid AND r.skipped`;
  return skipped.map((row) => row.lineNo);
}

export async function deleteRows(tx: Tx, importId: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM bill_import_row WHERE bill_import_id = ${importId}::uuid`;
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
