import Papa from "papaparse";
import { DomainError } from "#server/platform/errors.ts";
import type { ImportErrorCode } from "../import.errors.ts";
import { type FileDelimiter, MAX_COLUMNS } from "./mapping.schema.ts";

/** A longer row is no row: most likely a quote swallowed the lines below. */
export const MAX_ROW_CHARS = 64 * 1024;

const MAX_BLANK_RUN = 1_000;

/** What the reader had to guess at; `lineNo` is where the quote opened. */
type RowFault = { code: "QUOTE_UNCLOSED" | "QUOTE_MALFORMED"; lineNo: number };

/** One row as it stands in the file: 1-based physical line of its start, cells verbatim, no blank ones at its end. */
export type RawRow = { lineNo: number; cells: string[]; faults?: RowFault[] };

type QuoteError = { code: string; row?: number; index?: number };
type ParseOutput = { data: string[][]; errors: QuoteError[]; meta: { cursor: number } };

/**
 * Cuts text that comes in pieces into rows. Papa's low-level parser does the cutting; this keeps the unfinished
 * row for the next piece, counts lines (line breaks within quotes too), and bounds what one row may hold, without
 * which an unclosed quote would be parsed again with every piece.
 */
export class RowReader {
  readonly #delimiter: FileDelimiter;
  #newline: "\n" | "\r" | null = null;
  #pending = "";
  #lineNo = 1;

  constructor(delimiter: FileDelimiter) {
    this.#delimiter = delimiter;
  }

  /** @throws DomainError IMPORT_QUOTE_UNCLOSED, IMPORT_ROW_TOO_LONG, IMPORT_TOO_MANY_COLUMNS */
  push(text: string): RawRow[] {
    this.#pending += text.includes('"') ? cutBlankRuns(text) : text;
    this.#newline ??= guessNewline(this.#pending);
    const newline = this.#newline ?? "\n";
    if (!this.#newline || !text.includes(newline)) {
      this.#assertRowLength();
      return [];
    }
    const output = this.#parse(newline, true);
    const rows = this.#toRows(output, newline);
    this.#pending = this.#pending.slice(output.meta.cursor);
    this.#assertRowLength();
    return rows;
  }

  /** The last row, which may lack its line break. */
  end(): RawRow[] {
    const newline = this.#newline ?? "\r";
    const rows = this.#pending === "" ? [] : this.#toRows(this.#parse(newline, false), newline);
    this.#pending = "";
    return rows;
  }

  #parse(newline: "\n" | "\r", keepLastRow: boolean): ParseOutput {
    const parser = new Papa.Parser({ delimiter: this.#delimiter, newline });
    return parser.parse(this.#pending, 0, keepLastRow) as ParseOutput;
  }

  #toRows(output: ParseOutput, newline: string): RawRow[] {
    const faults = this.#faultsByRow(output.errors, newline);
    const mayHoldBreaks = this.#pending.includes('"');
    const rows: RawRow[] = [];
    output.data.forEach((cells, i) => {
      const lineNo = this.#lineNo;
      this.#lineNo += 1 + (mayHoldBreaks ? countBreaks(cells, newline) : 0);
      const rowFaults = faults.get(i)?.map((fault) => classify(fault, this.#lineNo, lineNo));
      trimRow(cells);
      if (cells.length === 0) return;
      if (cells.length > MAX_COLUMNS) throw tooManyColumns(lineNo, cells.length, cells[MAX_COLUMNS] ?? "");
      rows.push(rowFaults ? { lineNo, cells, faults: rowFaults } : { lineNo, cells });
    });
    return rows;
  }

  /** The first quote error of each row, with the line where its quote opened. */
  #faultsByRow(errors: QuoteError[], newline: string): Map<number, RowFault[]> {
    const faults = new Map<number, RowFault[]>();
    let scannedTo = 0;
    let lineNo = this.#lineNo;
    for (const { code, row, index } of errors) {
      if (row === undefined || index === undefined) continue;
      const isUnclosed = code === "MissingQuotes";
      if (faults.has(row) && !isUnclosed) continue;
      lineNo += countIn(this.#pending, newline, scannedTo, index);
      scannedTo = Math.max(scannedTo, index);
      faults.set(row, [{ code: isUnclosed ? "QUOTE_UNCLOSED" : "QUOTE_MALFORMED", lineNo }]);
    }
    return faults;
  }

  #assertRowLength(): void {
    if (this.#pending.length <= MAX_ROW_CHARS) return;
    const newline = this.#newline ?? "\n";
    const output = this.#parse(newline, false);
    const [found] = this.#faultsByRow(output.errors, newline);
    const cells = output.data[found?.[0] ?? 0] ?? [];
    const longest = cells.reduce((best, cell, i) => (cell.length > (cells[best]?.length ?? 0) ? i : best), 0);
    const value = cells[longest] ?? "";
    const lineNo = found?.[1][0]?.lineNo;
    if (lineNo === undefined) throw rowTooLong(this.#lineNo, longest + 1, value);
    throw new DomainError<ImportErrorCode>("IMPORT_QUOTE_UNCLOSED", {
      lineNo,
      columnNo: longest + 1,
      value: excerpt(value),
    });
  }
}

/** A row that is none: `columnNo` (1-based) is the cell that is too long. */
export function rowTooLong(lineNo: number, columnNo: number, value: string): DomainError {
  return new DomainError<ImportErrorCode>("IMPORT_ROW_TOO_LONG", {
    lineNo,
    columnNo,
    value: excerpt(value),
    maxChars: MAX_ROW_CHARS,
  });
}

/** `value` stands in the first cell beyond the last that is read. */
export function tooManyColumns(lineNo: number, columnCount: number, value: string): DomainError {
  return new DomainError<ImportErrorCode>("IMPORT_TOO_MANY_COLUMNS", {
    lineNo,
    columnCount,
    maxColumns: MAX_COLUMNS,
    value: excerpt(value),
  });
}

/** The beginning of a cell, for a message. */
function excerpt(value: string): string {
  return value
    .slice(0, 40)
    .replace(/[\s\0]+/g, " ")
    .trim()
    .slice(0, 30)
    .toWellFormed();
}

/**
 * A malformed quote in a row that runs over several lines is most likely a quote never closed, which ended at
 * the next line's opening one.
 */
function classify(fault: RowFault, nextLineNo: number, lineNo: number): RowFault {
  return nextLineNo > lineNo + 1 ? { ...fault, code: "QUOTE_UNCLOSED" } : fault;
}

/**
 * Papa trims from every stray quote to the row's end, so that many quotes before many blanks would take quadratic
 * time. No cell means anything by a thousand blanks.
 */
function cutBlankRuns(text: string): string {
  return text.replace(/[^\S\n]+/g, (run) => (run.length < MAX_BLANK_RUN ? run : run.slice(0, MAX_BLANK_RUN)));
}

/** Null until the text decides it: a carriage return at the very end may be half of CRLF. */
function guessNewline(text: string): "\n" | "\r" | null {
  if (text.includes("\n")) return "\n";
  const returnAt = text.indexOf("\r");
  return returnAt >= 0 && returnAt < text.length - 1 ? "\r" : null;
}

/** Takes off CRLF's first half, then the blank cells at the end. */
function trimRow(cells: string[]): void {
  const last = cells.at(-1);
  if (last?.endsWith("\r")) cells[cells.length - 1] = last.slice(0, -1);
  while (cells.length > 0 && /^[\s\u200B]*$/.test(cells.at(-1) ?? "")) cells.pop();
}

function countBreaks(cells: string[], newline: string): number {
  let count = 0;
  for (const cell of cells) if (cell.includes(newline)) count += countIn(cell, newline, 0, cell.length);
  return count;
}

function countIn(text: string, needle: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf(needle, from); at >= 0 && at < to; at = text.indexOf(needle, at + 1)) count++;
  return count;
}
