import { DomainError } from "#server/platform/errors.ts";
import type { ImportErrorCode } from "../import.errors.ts";
import { decodeChunks, detectEncoding } from "./decode.ts";
import { isFooterRow } from "./footer.ts";
import { findHeader } from "./header.ts";
import {
  type ColumnMapping,
  type FileDelimiter,
  type FileEncoding,
  fileDelimiters,
} from "./mapping.schema.ts";
import { findMoneyColumns, proposeMapping } from "./propose-mapping.ts";
import { type RawRow, RowReader } from "./row-reader.ts";
import { normaliseText, parseDate } from "./values.ts";

const HEAD_ROWS = 100;
const SAMPLE_ROWS = 20;

/** What a file's head says about the file. Columns are 0-based. */
export type FileLayout = {
  encoding: FileEncoding;
  delimiter: FileDelimiter;
  headerLineNo: number;
  /** The header's names, blanks tidied; one may be empty, two may be equal. */
  columns: string[];
  /** A proposal: where no amount was recognised, `amountColumns` is empty and the clerk has to choose. */
  mapping: ColumnMapping;
  /** Columns that hold money, of which the clerk may make a sum. */
  moneyColumns: number[];
  /** The period that a title row names, offered as the one for all. */
  titlePeriod: { startOn: string; endOn: string } | null;
  /** The first rows below the header, as they stand in the file. */
  sampleRows: RawRow[];
};

/** What the clerk knows better. */
export type LayoutOverrides = {
  encoding?: FileEncoding | undefined;
  delimiter?: FileDelimiter | undefined;
  headerLineNo?: number | undefined;
};

/**
 * Reads the file's head: encoding, delimiter, header row below its title rows, and a mapping of the columns.
 *
 * @throws DomainError as detectEncoding; IMPORT_HEADER_NOT_FOUND {encoding, delimiter, head}; IMPORT_EMPTY (no row
 *   below the header); IMPORT_QUOTE_UNCLOSED, IMPORT_ROW_TOO_LONG, IMPORT_TOO_MANY_COLUMNS
 */
export function readLayout(bytes: Uint8Array, overrides: LayoutOverrides = {}): FileLayout {
  const encoding = detectEncoding(bytes, overrides.encoding);
  const { delimiter, rows, headerIndex } = readHead(bytes, encoding, overrides);
  const header = rows[headerIndex];
  if (!header) {
    throw new DomainError("IMPORT_HEADER_NOT_FOUND" satisfies ImportErrorCode, {
      encoding,
      delimiter,
      head: describeHead(rows),
    });
  }
  const below = rows.slice(headerIndex + 1);
  if (below.length === 0) throw new DomainError("IMPORT_EMPTY" satisfies ImportErrorCode);

  const columnCount = Math.max(header.cells.length, ...below.map((row) => row.cells.length));
  const columns = Array.from({ length: columnCount }, (_, i) =>
    normaliseText(header.cells[i] ?? "").slice(0, 200),
  );
  const mapping = proposeMapping(columns, below);
  const dataRows = below.filter((row) => !isFooterRow(row.cells, mapping));
  return {
    encoding,
    delimiter,
    headerLineNo: header.lineNo,
    columns,
    mapping,
    moneyColumns: findMoneyColumns(columns, dataRows, mapping),
    titlePeriod: findTitlePeriod(rows.slice(0, headerIndex)),
    sampleRows: below.slice(0, SAMPLE_ROWS),
  };
}

/** The first rows as one text, so that the clerk sees what was read. */
function describeHead(rows: readonly RawRow[]): string {
  const cut = (cell: string) => normaliseText(cell.slice(0, 50));
  return rows
    .slice(0, 5)
    .map((row) => row.cells.slice(0, 10).map(cut).join(" | "))
    .join("\n");
}

type Head = { delimiter: FileDelimiter; rows: RawRow[]; headerIndex: number };

/** Tries each delimiter and keeps the one under which the header is best seen, else the one with most cells. */
function readHead(bytes: Uint8Array, encoding: FileEncoding, overrides: LayoutOverrides): Head {
  let best: (Head & { score: number }) | null = null;
  let failure: DomainError | null = null;
  for (const delimiter of overrides.delimiter ? [overrides.delimiter] : fileDelimiters) {
    try {
      const rows = readHeadRows(bytes, encoding, delimiter, overrides.headerLineNo ?? 0);
      const header = chooseHeader(rows, overrides.headerLineNo);
      const cellCount = rows.reduce((count, row) => count + row.cells.length, 0);
      const score = header.score + (rows.length > 0 ? 1 - rows.length / Math.max(cellCount, 1) : 0);
      if (!best || score > best.score) best = { delimiter, rows, headerIndex: header.index, score };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      failure ??= error; // thrown below, unless another delimiter makes sense of the file
    }
  }
  if (!best || (best.headerIndex < 0 && failure)) throw failure;
  return best;
}

function chooseHeader(rows: readonly RawRow[], lineNo: number | undefined): { index: number; score: number } {
  if (lineNo === undefined) return findHeader(rows) ?? { index: -1, score: 0 };
  return { index: rows.findIndex((row) => row.lineNo === lineNo), score: 0 };
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

const TITLE_PERIOD =
  /(\d{4} ?[-/.년] ?\d{1,2} ?[-/.월] ?\d{1,2}[.일]?) ?(?:~|∼|〜|-|–|부터|to) ?(\d{4} ?[-/.년] ?\d{1,2} ?[-/.월] ?\d{1,2}[.일]?)/;

function findTitlePeriod(titleRows: readonly RawRow[]): FileLayout["titlePeriod"] {
  for (const row of titleRows) {
    const found = TITLE_PERIOD.exec(normaliseText(row.cells.join(" ").slice(0, 1_000)).replaceAll("～", "~"));
    const start = parseDate(found?.[1] ?? "");
    const end = parseDate(found?.[2] ?? "");
    if (start.ok && end.ok && start.date <= end.date) return { startOn: start.date, endOn: end.date };
  }
  return null;
}
