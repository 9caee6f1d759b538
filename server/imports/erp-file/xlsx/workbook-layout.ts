import { DomainError } from "#server/platform/errors.ts";
import type { ImportErrorCode } from "../../import.errors.ts";
import { chooseHeader, describeHead, describeTable, type Table } from "../describe-table.ts";
import type { FoundHeader } from "../header.ts";
import type { RawRow } from "../row-reader.ts";
import { readSheet } from "./sheet-reader.ts";
import { openWorkbook, type Workbook } from "./workbook.ts";

const HEAD_ROWS = 100;

type WorkbookLayout = Table & { sheet: string; sheetNames: string[] };
type SheetHead = { sheet: string; rows: RawRow[]; header: FoundHeader | null };

/**
 * Reads the head of a workbook's sheets and keeps the one whose header is best seen; the clerk may name another.
 *
 * @throws DomainError IMPORT_XLSX_DAMAGED, IMPORT_XLSX_TOO_LARGE, IMPORT_SHEET_NOT_FOUND, IMPORT_EMPTY (no cell, or no
 *   row below the header), IMPORT_HEADER_NOT_FOUND {sheet, head}, IMPORT_ROW_TOO_LONG, IMPORT_TOO_MANY_COLUMNS
 */
export async function readWorkbookLayout(
  bytes: Uint8Array,
  overrides: { sheet?: string | null | undefined; headerLineNo?: number | undefined },
): Promise<WorkbookLayout> {
  const workbook = await openWorkbook(bytes);
  const sheetNames = workbook.sheets.map(({ name }) => name);
  const names = overrides.sheet === undefined || overrides.sheet === null ? sheetNames : [overrides.sheet];
  const best = await findTable(workbook, names, overrides.headerLineNo);
  if (!best) throw new DomainError<ImportErrorCode>("IMPORT_EMPTY");
  const { sheet, rows, header } = best;
  if (!header) {
    throw new DomainError<ImportErrorCode>("IMPORT_HEADER_NOT_FOUND", {
      sheet,
      sheetNames: sheetNames.join(" / "),
      head: describeHead(rows),
    });
  }
  return { ...describeTable(rows, header), sheet, sheetNames };
}

/** The sheet with the surest header; of equals the first. Null: no cell anywhere. */
async function findTable(
  workbook: Workbook,
  names: readonly string[],
  headerLineNo: number | undefined,
): Promise<SheetHead | null> {
  let best: SheetHead | null = null;
  for (const sheet of names) {
    const rows = await readHeadRows(workbook, sheet, headerLineNo ?? 0);
    const header = chooseHeader(rows, headerLineNo);
    if (rows.length > 0 && (!best || (header?.score ?? -1) > (best.header?.score ?? -1)))
      best = { sheet, rows, header };
  }
  return best;
}

async function readHeadRows(workbook: Workbook, sheet: string, fromLineNo: number): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of readSheet(workbook, sheet)) {
    rows.push(...batch);
    if (rows.length >= HEAD_ROWS && (rows.at(-HEAD_ROWS)?.lineNo ?? 0) >= fromLineNo) break;
  }
  return rows;
}
