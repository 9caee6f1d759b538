import { DomainError } from "#server/platform/errors.ts";
import type { ImportErrorCode } from "../import.errors.ts";
import { decodeChunks } from "./decode.ts";
import { chooseHeader, describeHead, describeTable, type Table } from "./describe-table.ts";
import { detectEncoding } from "./detect-encoding.ts";
import { kindOfFile } from "./file-format.ts";
import type { FoundHeader } from "./header.ts";
import { type FileDelimiter, type FileEncoding, fileDelimiters } from "./mapping.schema.ts";
import { type RawRow, RowReader } from "./row-reader.ts";
import { readWorkbookLayout } from "./xlsx/workbook-layout.ts";

const HEAD_ROWS = 100;

/** What a file's head says about the file. */
export type FileLayout = Table & {
  /** Of a text file; a workbook has fillers here. */
  encoding: FileEncoding;
  delimiter: FileDelimiter;
  /** Of a workbook: the sheet that is read. Null: a text file. */
  sheet: string | null;
  /** All sheets to choose from. */
  sheetNames: string[];
};

/** What the clerk knows better. */
export type LayoutOverrides = {
  encoding?: FileEncoding | undefined;
  delimiter?: FileDelimiter | undefined;
  headerLineNo?: number | undefined;
  /** Of a workbook: null is as good as none. */
  sheet?: string | null | undefined;
};

/**
 * Reads the head of a text file or of a workbook: where its table begins, and a mapping of the columns.
 *
 * @throws DomainError as kindOfFile and detectEncoding, for a workbook as readWorkbookLayout; IMPORT_HEADER_NOT_FOUND
 *   {encoding, delimiter, head}; IMPORT_EMPTY (no row below the header); IMPORT_QUOTE_UNCLOSED, IMPORT_ROW_TOO_LONG,
 *   IMPORT_TOO_MANY_COLUMNS
 */
export async function readLayout(bytes: Uint8Array, overrides: LayoutOverrides = {}): Promise<FileLayout> {
  if (kindOfFile(bytes) === "xlsx") {
    return { encoding: "utf-8", delimiter: ",", ...(await readWorkbookLayout(bytes, overrides)) };
  }
  const encoding = await detectEncoding(bytes, overrides.encoding);
  const { delimiter, rows, header } = readHead(bytes, encoding, overrides);
  if (!header) {
    throw new DomainError<ImportErrorCode>("IMPORT_HEADER_NOT_FOUND", {
      encoding,
      delimiter,
      head: describeHead(rows),
    });
  }
  return { encoding, delimiter, sheet: null, sheetNames: [], ...describeTable(rows, header) };
}

type Head = { delimiter: FileDelimiter; rows: RawRow[]; header: FoundHeader | null };

/** Tries each delimiter and keeps the one under which the header is best seen, else the one with most cells. */
function readHead(bytes: Uint8Array, encoding: FileEncoding, overrides: LayoutOverrides): Head {
  let best: (Head & { score: number }) | null = null;
  let failure: DomainError | null = null;
  for (const delimiter of overrides.delimiter ? [overrides.delimiter] : fileDelimiters) {
    try {
      const rows = readHeadRows(bytes, encoding, delimiter, overrides.headerLineNo ?? 0);
      const header = chooseHeader(rows, overrides.headerLineNo);
      const cellCount = rows.reduce((count, row) => count + row.cells.length, 0);
      const score = (header?.score ?? 0) + (rows.length > 0 ? 1 - rows.length / Math.max(cellCount, 1) : 0);
      if (!best || score > best.score) best = { delimiter, rows, header, score };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      failure ??= error; // thrown below, unless another delimiter makes sense of the file
    }
  }
  if (!best || (best.header === null && failure)) throw failure;
  return best;
}

function readHeadRows(
  bytes: Uint8Array,
  encoding: FileEncoding,
  delimiter: FileDelimiter,
  fromLineNo: number,
): RawRow[] {
  const reader = new RowReader(delimiter);
  const rows: RawRow[] = [];
  const isEnough = () => rows.length >= HEAD_ROWS && (rows.at(-HEAD_ROWS)?.lineNo ?? 0) >= fromLineNo;
  for (const text of decodeChunks(bytes, encoding)) {
    rows.push(...reader.push(text));
    if (isEnough()) return rows;
  }
  rows.push(...reader.end());
  return rows;
}
