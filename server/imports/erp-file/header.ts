import { type ColumnRole, matchHeading } from "./header-synonyms.ts";
import type { RawRow } from "./row-reader.ts";
import { normaliseText, parseDate, parseWon } from "./values.ts";

/** The header stands within this many rows from the top, or nowhere. */
const MAX_TITLE_ROWS = 50;

/** Rows `index` to `lastIndex` name the columns; `score` says how sure that is. */
export type FoundHeader = { index: number; lastIndex: number; headings: string[]; score: number };

const IDENTITY: readonly ColumnRole[] = ["customerCode", "businessNumber", "customerName"];

/**
 * The row that names the columns, or the two of which merged cells left one: at least one heading that identifies a
 * customer and one more that is known, or whose column below holds money. No row with an amount or a date in it is a
 * header.
 */
export function findHeader(rows: readonly RawRow[]): FoundHeader | null {
  const found = rows
    .slice(0, MAX_TITLE_ROWS)
    .flatMap((_, index) => [oneLine(rows, index), twoLines(rows, index)])
    .filter((header) => header !== null && header.score > 0);
  return found.reduce<FoundHeader | null>(
    (best, one) => (one && one.score > (best?.score ?? 0) ? one : best),
    null,
  );
}

/**
 * The header whose last line is said to be `lineNo`, known or not.
 * @returns null where there is no such line
 */
export function headerAt(rows: readonly RawRow[], lineNo: number): FoundHeader | null {
  const index = rows.findIndex((row) => row.lineNo === lineNo);
  if (index < 0) return null;
  const one = oneLine(rows, index);
  const two = twoLines(rows, index - 1);
  return two && two.score > one.score ? two : one;
}

/**
 * Where no heading is known: the first row of words that has, in each of the rows below it, words in one column and
 * money in another. Two rows at least, or a letter with a figure in it would be a table.
 */
export function findHeaderByContent(rows: readonly RawRow[]): FoundHeader | null {
  const index = rows.slice(0, MAX_TITLE_ROWS).findIndex((row, i) => {
    const below = rows.slice(i + 1, i + 3);
    const columns = filledColumns(row.cells);
    if (columns.length < 2 || below.length < 2 || row.cells.some((cell) => /[\d\uFFFD]/.test(cell)))
      return false;
    const holds = (test: (cell: string) => boolean) =>
      columns.some((column) => below.every(({ cells }) => test(cells[column] ?? "")));
    return holds((cell) => parseWon(cell).ok && !parseDate(cell).ok) && holds((cell) => /\p{L}/u.test(cell));
  });
  return index < 0 ? null : { ...oneLine(rows, index), score: 1 };
}

function oneLine(rows: readonly RawRow[], index: number): FoundHeader {
  const headings = (rows[index]?.cells ?? []).map(normaliseText);
  return { index, lastIndex: index, headings, score: scoreHeader(headings, rows[index + 1]?.cells ?? []) };
}

/**
 * `당월 | (blank)` over `매출 | 입금` → `당월 매출`, `당월 입금`: a group's name stands over the first of its columns
 * only. A point less than one line of the same headings.
 */
function twoLines(rows: readonly RawRow[], index: number): FoundHeader | null {
  const upper = rows[index]?.cells ?? [];
  const lower = rows[index + 1]?.cells ?? [];
  // One cell is a title; the same line twice is a header that was printed twice.
  if (filledColumns(upper).length < 2 || lower.every((cell, i) => cell === upper[i])) return null;
  if (holdsValues(upper) || holdsValues(lower)) return null;
  let group = "";
  const headings = Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    const own = normaliseText(upper[i] ?? "");
    const sub = normaliseText(lower[i] ?? "");
    if (own !== "" || sub === "") group = own;
    if (sub === "" || sub === group) return group;
    const joined = `${group} ${sub}`.trim();
    // A group may end before a column whose own name stands on the lower line.
    return own === "" && !matchHeading(joined) && matchHeading(sub) ? sub : joined;
  });
  const score = scoreHeader(headings, rows[index + 2]?.cells ?? []) - 1;
  return { index, lastIndex: index + 1, headings, score };
}

function scoreHeader(cells: readonly string[], below: readonly string[]): number {
  if (holdsValues(cells)) return 0;
  const roles = new Set<ColumnRole>();
  for (const cell of cells) {
    const match = matchHeading(cell);
    if (match) roles.add(match.role);
  }
  if (!IDENTITY.some((role) => roles.has(role))) return 0;
  const filledCount = filledColumns(cells).length;
  const hasMoneyBelow = cells.some(
    (cell, i) => normaliseText(cell) !== "" && !matchHeading(cell) && parseWon(below[i] ?? "").ok,
  );
  if (roles.size < 2 && !(hasMoneyBelow && filledCount >= 2)) return 0;
  return roles.size * 10 + (roles.has("amount") || roles.has("sales") ? 10 : 0) + Math.min(filledCount, 9);
}

function holdsValues(cells: readonly string[]): boolean {
  return cells.some((cell) => parseWon(cell).ok || parseDate(cell).ok);
}

function filledColumns(cells: readonly string[]): number[] {
  return cells.flatMap((cell, i) => (normaliseText(cell) === "" ? [] : [i]));
}
