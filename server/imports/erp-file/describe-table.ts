import { DomainError } from "#server/platform/errors.ts";
import type { ImportErrorCode } from "../import.errors.ts";
import { isFooterRow } from "./footer.ts";
import { type FoundHeader, findHeader, findHeaderByContent, headerAt } from "./header.ts";
import { type ColumnMapping, MAX_COLUMNS } from "./mapping.schema.ts";
import { findMoneyColumns, proposeMapping } from "./propose-mapping.ts";
import type { RawRow } from "./row-reader.ts";
import { monthOf, normaliseText, parseDate } from "./values.ts";

const SAMPLE_ROWS = 20;
const MAX_HEADING_CHARS = 200;

/** What the rows of a file's head say about its columns. Columns are 0-based. */
export type Table = {
  /** The header's last line. */
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

/**
 * The header by its words, else by what stands below it; or where the clerk says it is.
 * @returns null: nowhere
 */
export function chooseHeader(rows: readonly RawRow[], lineNo: number | undefined): FoundHeader | null {
  if (lineNo !== undefined) return headerAt(rows, lineNo);
  return findHeader(rows) ?? findHeaderByContent(rows);
}

/**
 * The columns below the header, and what each of them probably is.
 * @throws DomainError IMPORT_EMPTY: no row below the header
 */
export function describeTable(rows: readonly RawRow[], { index, lastIndex, headings }: FoundHeader): Table {
  const below = rows.slice(lastIndex + 1);
  if (below.length === 0) throw new DomainError<ImportErrorCode>("IMPORT_EMPTY");
  const columnCount = Math.min(
    MAX_COLUMNS,
    Math.max(headings.length, ...below.map((row) => row.cells.length)),
  );
  const columns = Array.from({ length: columnCount }, (_, i) =>
    (headings[i] ?? "").slice(0, MAX_HEADING_CHARS),
  );
  const mapping = proposeMapping(columns, below);
  const dataRows = below.filter((row) => !isFooterRow(row.cells, mapping));
  return {
    headerLineNo: rows[lastIndex]?.lineNo ?? 0,
    columns,
    mapping,
    moneyColumns: findMoneyColumns(columns, dataRows, mapping),
    titlePeriod: findTitlePeriod(rows.slice(0, index)),
    sampleRows: below.slice(0, SAMPLE_ROWS),
  };
}

/** The first rows as one text, so that the clerk sees what was read. */
export function describeHead(rows: readonly RawRow[]): string {
  const cut = (cell: string) => normaliseText(cell.slice(0, 50));
  return rows
    .slice(0, 5)
    .map((row) => row.cells.slice(0, 10).map(cut).join(" | "))
    .join("\n");
}

const DAY = "\\d{4} ?[-/.년] ?\\d{1,2} ?[-/.월] ?\\d{1,2}[.일]?";
const TITLE_PERIOD = new RegExp(`(${DAY}) ?(?:~|∼|〜|-|–|부터|to) ?(${DAY})`);
/** `2026년 10월`, where no day follows. */
const TITLE_MONTH = /(20\d{2})년 ?(\d{1,2})월(?! ?\d)/;

function findTitlePeriod(titleRows: readonly RawRow[]): Table["titlePeriod"] {
  const titles = titleRows.map((row) =>
    normaliseText(row.cells.join(" ").slice(0, 1_000)).replaceAll("～", "~"),
  );
  for (const title of titles) {
    const found = TITLE_PERIOD.exec(title);
    const start = parseDate(found?.[1] ?? "");
    const end = parseDate(found?.[2] ?? "");
    if (start.ok && end.ok && start.date <= end.date) return { startOn: start.date, endOn: end.date };
  }
  const month = titles.map((title) => TITLE_MONTH.exec(title)).find((found) => found !== null);
  return month ? monthOf(Number(month[1]), Number(month[2])) : null;
}
