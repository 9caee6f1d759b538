import type { Tx } from "#server/platform/db.ts";

export interface UnplacedCustomer {
  /** The first of its lines. */
  lineNo: number;
  lineCount: number;
  customerCode: string | null;
  customerName: string | null;
  businessNumber: string | null;
  /** Of that line, corrections included. */
  cells: string[];
}

/** Customers of the file whom nobody is, each once, in the file's order; `limit` + 1 of them. */
export function listUnplacedCustomers(
  tx: Tx,
  distributorId: string,
  page: { importId: string; cursor?: number | null | undefined; limit: number },
): Promise<UnplacedCustomer[]> {
  return tx.$queryRaw`
    WITH customer AS (
      SELECT min(r.line_no) AS line_no, count(*)::int AS line_count
      FROM bill_import_row r
      JOIN bill_import i ON i.id = r.bill_import_id AND i.distributor_id = ${distributorId}::uuid
      WHERE r.bill_import_id = ${page.importId}::uuid AND r.has_error AND NOT r.skipped
        AND r.problems @> '[{"code": "UNKNOWN_CUSTOMER"}]'
      GROUP BY coalesce(r.customer_code, r.business_number, r.customer_name)
    )
    SELECT r.line_no AS "lineNo", c.line_count AS "lineCount", r.customer_code AS "customerCode",
           r.customer_name AS "customerName", r.business_number AS "businessNumber",
           r.cells || coalesce((SELECT jsonb_agg(e.value) FROM bill_import_edit e
                                WHERE e.bill_import_id = r.bill_import_id AND e.line_no = r.line_no), '[]') AS cells
    FROM customer c JOIN bill_import_row r ON r.bill_import_id = ${page.importId}::uuid AND r.line_no = c.line_no
    WHERE c.line_no > ${page.cursor ?? 0}
    ORDER BY c.line_no LIMIT ${page.limit + 1}`;
}
