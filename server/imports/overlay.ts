import type { CellEdit } from "./edit.repository.ts";
import type { RawRow } from "./erp-file/row-reader.ts";

/** Edits by line. */
export type Overlay = ReadonlyMap<number, readonly CellEdit[]>;

export function toOverlay(edits: readonly CellEdit[]): Overlay {
  return Map.groupBy(edits, (edit) => edit.lineNo);
}

/** A row as it counts: the file's cells, with the clerk's over them. The row itself stays as it is. */
export function withEdits(raw: RawRow, overlay: Overlay): RawRow {
  const edits = overlay.get(raw.lineNo);
  if (!edits) return raw;
  const cells = [...raw.cells];
  for (const { column, value } of edits) {
    while (cells.length < column) cells.push(""); // rows are kept without the blank cells at their end
    cells[column] = value;
  }
  return { ...raw, cells };
}
