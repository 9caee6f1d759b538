import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import * as edits from "./edit.repository.ts";
import type { ImportErrorCode } from "./import.errors.ts";
import * as repository from "./import.repository.ts";
import type { EditCellInput } from "./import.schema.ts";
import { lockStagedImport } from "./lock-staged-import.ts";
import { restageLines } from "./stage-rows.ts";
import { storableText } from "./staged-row.ts";
import { readRawRows } from "./staging.repository.ts";

/**
 * Corrects a cell, or with `value: null` takes the correction back. The file's own cell stays as it is; the row is
 * judged as if the file had said so.
 *
 * @throws DomainError as lockStagedImport; IMPORT_ROW_NOT_FOUND {lineNo}, also for a column that the file has not
 */
export async function editCell(actor: DistributorActor, edit: EditCellInput): Promise<void> {
  const { lineNo, column } = edit;
  await transaction(async (tx) => {
    const current = await lockStagedImport(tx, actor, edit.importId);
    const { importId } = current;
    const [row] = await readRawRows(tx, importId, [lineNo]);
    if (!row || column >= current.columns.length) {
      throw new DomainError<ImportErrorCode>("IMPORT_ROW_NOT_FOUND", { lineNo });
    }
    const value = storableText(edit.value);
    const isAsInFile = value === null || value === (row.cells[column] ?? "");
    await (isAsInFile
      ? edits.deleteEdit(tx, importId, { lineNo, column })
      : edits.saveEdit(tx, actor, importId, { lineNo, column, value }));
    await restageLines(tx, { importId, distributorId: actor.distributorId }, [lineNo], current);
    await repository.raiseVersion(tx, importId);
  }, 60_000);
}
