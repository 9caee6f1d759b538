import type { Tx } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";

/** A cell as the clerk corrected it. column: 0-based. */
export interface CellEdit {
  lineNo: number;
  column: number;
  value: string;
}

export function listEdits(tx: Tx, importId: string): Promise<CellEdit[]> {
  return tx.$queryRaw`
    SELECT e.line_no AS "lineNo", e.column_index AS "column", e.value
    FROM bill_import_edit e WHERE e.bill_import_id = ${importId}::uuid ORDER BY e.line_no, e.column_index`;
}

export async function saveEdit(
  tx: Tx,
  actor: DistributorActor,
  importId: string,
  edit: CellEdit,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO bill_import_edit AS e (bill_import_id, line_no, column_index, value, edited_by)
    VALUES (${importId}::uuid, ${edit.lineNo}, ${edit.column}, ${edit.value}, ${actor.userId}::uuid)
    ON CONFLICT (bill_import_id, line_no, column_index) DO UPDATE
      SET value = EXCLUDED.value, edited_by = EXCLUDED.edited_by, edited_at = sunap_now()`;
}

/** The cell is as in the file again. */
export async function deleteEdit(tx: Tx, importId: string, cell: Omit<CellEdit, "value">): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM bill_import_edit e
    WHERE e.bill_import_id = ${importId}::uuid AND e.line_no = ${cell.lineNo} AND e.column_index = ${cell.column}`;
}

/** All of them: the file is cut into cells anew, so that no column is where it was. */
export function deleteEdits(tx: Tx, importId: string): Promise<number> {
  return tx.$executeRaw`DELETE FROM bill_import_edit e WHERE e.bill_import_id = ${importId}::uuid`;
}
