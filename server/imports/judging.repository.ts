import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import { MAX_BILL_WON } from "./erp-file/values.ts";
import { type Staging, withoutNestedLoops } from "./staging.repository.ts";

// What can be said of a row only when one knows the others, or the bills that were issued before. Each function brings
// its problems up to date and touches no row about which nothing changes; `stores` (trade relationships) narrows it
// to those that a change concerned, null is all.

type Stores = readonly string[] | null;

const among = (stores: Stores) =>
  stores ? Prisma.sql`AND r.trade_relationship_id = ANY (${[...stores]}::uuid[])` : Prisma.empty;

/** Rows of this alias that will be billed; a row that is summed into another is billed there. */
export const isBilled = Prisma.sql`
  r.disposition = 'BILL' AND NOT r.skipped AND NOT r.has_error AND r.merged_into IS NULL
  AND coalesce(r.merged_won, r.amount_won) > 0`;

/**
 * Rows of one store: DUPLICATE_CUSTOMER on each, naming another, unless the clerk wants them summed: then the first
 * one bills the sum. A row that is skipped counts no more, so leaving one of two out clears both. A credit note, which
 * alone would be passed over, belongs to its store's rows: the clerk must say whether it comes off.
 */
export async function reportDuplicates(tx: Tx, importId: string, stores: Stores = null): Promise<void> {
  await withoutNestedLoops(tx, async () => {
    await tx.$executeRaw`
      WITH row AS (
        SELECT r.line_no, r.problems, r.trade_relationship_id, r.amount_won, r.summed, r.merged_into, r.merged_won,
               r.disposition = 'BILL' AS bills,
               r.trade_relationship_id IS NOT NULL AND NOT r.skipped
                 AND (r.disposition = 'BILL' OR r.disposition = 'SKIP' AND r.amount_won < 0) AS counts
        FROM bill_import_row r WHERE r.bill_import_id = ${importId}::uuid ${among(stores)}
      ),
      shared AS (
        SELECT row.*, min(line_no) FILTER (WHERE counts) OVER store AS first_line_no,
               max(line_no) FILTER (WHERE counts) OVER store AS last_line_no,
               min(line_no) FILTER (WHERE counts AND bills) OVER store AS billing_line_no,
               sum(amount_won) FILTER (WHERE counts) OVER store AS sum_won,
               bool_and(summed) FILTER (WHERE counts) OVER store AS all_summed
        FROM row WINDOW store AS (PARTITION BY trade_relationship_id)
      ),
      ruled AS (
        SELECT s.*, s.counts AND s.first_line_no < s.last_line_no AND s.billing_line_no IS NOT NULL AS is_shared,
               s.all_summed AND s.sum_won <= ${MAX_BILL_WON} AS is_summed
        FROM shared s
      ),
      judged AS (
        SELECT s.line_no, jsonb_path_query_first(s.problems, '$[*] ? (@.code == "DUPLICATE_CUSTOMER")') AS old_problem,
               s.merged_into AS old_into, s.merged_won AS old_won,
               CASE WHEN s.is_shared AND NOT s.is_summed THEN
                 jsonb_build_object('code', 'DUPLICATE_CUSTOMER', 'severity', 'error', 'lineNo',
                   CASE WHEN s.line_no = s.first_line_no THEN s.last_line_no ELSE s.first_line_no END)
               END AS new_problem,
               CASE WHEN s.is_shared AND s.is_summed AND s.line_no <> s.billing_line_no
                    THEN s.billing_line_no END AS new_into,
               CASE WHEN s.is_shared AND s.is_summed AND s.line_no = s.billing_line_no THEN s.sum_won END AS new_won
        FROM ruled s
        WHERE s.is_shared OR s.merged_into IS NOT NULL OR s.merged_won IS NOT NULL
           OR s.problems @> '[{"code": "DUPLICATE_CUSTOMER"}]'
      )
      UPDATE bill_import_row r
      SET problems = jsonb_path_query_array(r.problems, '$[*] ? (@.code != "DUPLICATE_CUSTOMER")')
                     || CASE WHEN j.new_problem IS NULL THEN '[]' ELSE jsonb_build_array(j.new_problem) END,
          merged_into = j.new_into, merged_won = j.new_won
      FROM judged j
      WHERE r.bill_import_id = ${importId}::uuid AND r.line_no = j.line_no
        AND (j.old_problem, j.old_into, j.old_won) IS DISTINCT FROM (j.new_problem, j.new_into, j.new_won)`;
  });
}

/**
 * Against the store's last bill (the active one, else the latest that was not cancelled): AMOUNT_UNUSUAL when the new
 * one is more than N times as much, or less than an Nth; PERIOD_BILLED when it is for the same period.
 */
export async function reportUnusual(tx: Tx, staging: Staging, stores: Stores = null): Promise<void> {
  await withoutNestedLoops(tx, async () => {
    await tx.$executeRaw`
      WITH setting AS (
        SELECT coalesce((SELECT s.unusual_ratio FROM import_setting s
                         WHERE s.distributor_id = ${staging.distributorId}::uuid), 3) AS ratio
      ),
      compared AS (
        SELECT r.line_no, r.problems, coalesce(r.merged_won, r.amount_won) AS won,
               coalesce(active.amount_won, former.amount_won) AS last_won,
               CASE WHEN (r.period_start_on, r.period_end_on)
                         = (coalesce(active.period_start_on, former.period_start_on),
                            coalesce(active.period_end_on, former.period_end_on))
                    THEN to_char(coalesce(active.issued_at, former.issued_at) AT TIME ZONE 'Asia/Seoul', 'YYYY-MM-DD')
               END AS billed_on,
               r.disposition = 'BILL' AND r.merged_into IS NULL AS bills
        FROM bill_import_row r
        LEFT JOIN bill active ON active.trade_relationship_id = r.trade_relationship_id AND active.status = 'ACTIVE'
                                 AND active.distributor_id = ${staging.distributorId}::uuid
        LEFT JOIN LATERAL (
          SELECT b.amount_won, b.period_start_on, b.period_end_on, b.issued_at FROM bill b
          WHERE active.id IS NULL AND b.trade_relationship_id = r.trade_relationship_id AND b.status <> 'CANCELED'
          ORDER BY b.issued_at DESC LIMIT 1
        ) former ON true
        WHERE r.bill_import_id = ${staging.importId}::uuid AND r.trade_relationship_id IS NOT NULL ${among(stores)}
      ),
      judged AS (
        SELECT c.line_no,
               jsonb_path_query_array(c.problems, '$[*] ? (@.code == "AMOUNT_UNUSUAL" || @.code == "PERIOD_BILLED")')
                 AS old_problems,
               CASE WHEN c.bills AND (c.won > c.last_won * s.ratio OR c.won * s.ratio < c.last_won) THEN
                 jsonb_build_array(jsonb_build_object('code', 'AMOUNT_UNUSUAL', 'severity', 'warning',
                   'known', to_char(c.last_won, 'FM999,999,999,999,999')))
               ELSE '[]' END
               || CASE WHEN c.bills AND c.billed_on IS NOT NULL THEN
                 jsonb_build_array(jsonb_build_object('code', 'PERIOD_BILLED', 'severity', 'warning',
                   'known', c.billed_on))
               ELSE '[]' END AS new_problems
        FROM compared c CROSS JOIN setting s
        WHERE c.last_won IS NOT NULL OR c.problems <> '[]'
      )
      UPDATE bill_import_row r
      SET problems =
            jsonb_path_query_array(r.problems, '$[*] ? (@.code != "AMOUNT_UNUSUAL" && @.code != "PERIOD_BILLED")')
            || j.new_problems
      FROM judged j
      WHERE r.bill_import_id = ${staging.importId}::uuid AND r.line_no = j.line_no
        AND j.old_problems <> j.new_problems`;
  });
}

/** The trade relationships of these lines. */
export async function storesOfLines(tx: Tx, importId: string, lines: readonly number[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT r.trade_relationship_id AS id FROM bill_import_row r
    WHERE r.bill_import_id = ${importId}::uuid AND r.line_no = ANY (${[...lines]}::int[])
      AND r.trade_relationship_id IS NOT NULL`;
  return rows.map((row) => row.id);
}
