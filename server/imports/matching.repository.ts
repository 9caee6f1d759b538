import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import type { ColumnMapping } from "./erp-file/mapping.schema.ts";
import type { RowProblemCode } from "./erp-file/problem.schema.ts";
import { type Staging, withoutNestedLoops } from "./staging.repository.ts";

/** Lines of the file, or null for all of them. */
type Lines = readonly number[] | null;

const among = (lines: Lines) =>
  lines ? Prisma.sql`AND r.line_no = ANY (${[...lines]}::int[])` : Prisma.empty;

/** What is said of a row's customer; all else is said of its cells. */
const matchProblems: RowProblemCode[] = [
  "UNKNOWN_CUSTOMER",
  "NAME_AMBIGUOUS",
  "RELATIONSHIP_ENDED",
  "ACCOUNT_MISSING",
  "CODE_UNKNOWN",
  "CODE_NAME_DIFFER",
  "NUMBER_NAME_DIFFER",
  "CODE_NUMBER_DIFFER",
];

/** The lines whose customer nobody is. */
export async function listUnplacedLines(tx: Tx, importId: string): Promise<number[]> {
  const rows = await tx.$queryRaw<{ lineNo: number }[]>`
    SELECT r.line_no AS "lineNo" FROM bill_import_row r
    WHERE r.bill_import_id = ${importId}::uuid AND r.trade_relationship_id IS NULL AND r.disposition <> 'FOOTER'`;
  return rows.map((row) => row.lineNo);
}

/** Looks lines up anew by code and number, as the customers are now; what was said of their customers is forgotten. */
export async function rematchLines(tx: Tx, staging: Staging, lines: readonly number[]): Promise<void> {
  await withoutNestedLoops(tx, async () => {
    await tx.$executeRaw`
      WITH placed AS (
        SELECT r.line_no, coalesce(by_code.id, by_number.id) AS trade_relationship_id
        FROM bill_import_row r
        LEFT JOIN trade_relationship by_code
          ON by_code.distributor_id = ${staging.distributorId}::uuid AND by_code.customer_code = r.customer_code
        LEFT JOIN store numbered ON by_code.id IS NULL AND numbered.business_number = r.business_number
        LEFT JOIN trade_relationship by_number
          ON by_number.distributor_id = ${staging.distributorId}::uuid AND by_number.store_id = numbered.id
        WHERE r.bill_import_id = ${staging.importId}::uuid ${among(lines)}
      )
      UPDATE bill_import_row r
      SET trade_relationship_id = placed.trade_relationship_id,
          problems = (SELECT coalesce(jsonb_agg(p ORDER BY n), '[]')
                      FROM jsonb_array_elements(r.problems) WITH ORDINALITY AS e (p, n)
                      WHERE p ->> 'code' <> ALL (${matchProblems}::text[]))
      FROM placed
      WHERE r.bill_import_id = ${staging.importId}::uuid AND r.line_no = placed.line_no`;
  });
}

/** Gives rows that neither code nor number placed the one store that bears their name. */
export async function matchByName(tx: Tx, staging: Staging, lines: Lines = null): Promise<void> {
  const [left] = await tx.$queryRaw<unknown[]>`
    SELECT FROM bill_import_row r
    WHERE r.bill_import_id = ${staging.importId}::uuid AND r.trade_relationship_id IS NULL
      AND r.customer_name IS NOT NULL ${among(lines)} LIMIT 1`;
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
        AND r.trade_relationship_id IS NULL AND r.customer_name = named.name ${among(lines)}`;
  });
}

/**
 * Adds to each row that would bill what is wrong, or doubtful, about its customer. Rows to be skipped anyway are left
 * in peace: ERPs list customers of long ago with zero.
 */
export async function reportMatches(
  tx: Tx,
  staging: Staging,
  mapping: ColumnMapping,
  lines: Lines = null,
): Promise<void> {
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
        WHERE r.bill_import_id = ${staging.importId}::uuid AND r.disposition = 'BILL' ${among(lines)}
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
