import { type ColumnRole, matchHeading } from "./header-synonyms.ts";
import type { RawRow } from "./row-reader.ts";
import { normaliseText, parseDate, parseWon } from "./values.ts";

/** The header stands within this many rows from the top, or nowhere. */
const MAX_TITLE_ROWS = 50;

type FoundHeader = { index: number; score: number };

const IDENTITY: readonly ColumnRole[] = ["customerCode", "businessNumber", "customerName"];

/**
 * The row that names the columns: at least one heading that identifies a customer and one more that is known,
 * or whose column below holds money. No row with an amount or a date in it is a header.
 *
 * @returns its index in `rows` and how sure it is, or null
 */
export function findHeader(rows: readonly RawRow[]): FoundHeader | null {
  let best: FoundHeader | null = null;
  rows.slice(0, MAX_TITLE_ROWS).forEach((row, index) => {
    const score = scoreHeader(row.cells, rows[index + 1]?.cells ?? []);
    if (score > (best?.score ?? 0)) best = { index, score };
  });
  return best;
}

function scoreHeader(cells: readonly string[], below: readonly string[]): number {
  if (cells.some((cell) => parseWon(cell).ok || parseDate(cell).ok)) return 0;
  const roles = new Set<ColumnRole>();
  for (const cell of cells) {
    const match = matchHeading(cell);
    if (match) roles.add(match.role);
  }
  if (!IDENTITY.some((role) => roles.has(role))) return 0;
  const filledCount = cells.filter((cell) => normaliseText(cell) !== "").length;
  const hasMoneyBelow = cells.some(
    (cell, i) => normaliseText(cell) !== "" && !matchHeading(cell) && parseWon(below[i] ?? "").ok,
  );
  if (roles.size < 2 && !(hasMoneyBelow && filledCount >= 2)) return 0;
  return roles.size * 10 + (roles.has("amount") || roles.has("sales") ? 10 : 0) + Math.min(filledCount, 9);
}

/**
 * Where no heading is known: the first row of words that has, in each of the rows below it, words in one column and
 * money in another. Two rows at least, or a letter with a figure in it would be a table.
 */
export function findHeaderByContent(rows: readonly RawRow[]): FoundHeader | null {
  const index = rows.slice(0, MAX_TITLE_ROWS).findIndex((row, i) => {
    const below = rows.slice(i + 1, i + 6);
    const isFilled = (column: number) => normaliseText(row.cells[column] ?? "") !== "";
    const columns = row.cells.flatMap((_, column) => (isFilled(column) ? [column] : []));
    if (columns.length < 2 || below.length < 2 || row.cells.some((cell) => /[\d\uFFFD]/.test(cell)))
      return false;
    const holds = (test: (cell: string) => boolean) =>
      columns.some((column) => below.slice(0, 2).every(({ cells }) => test(cells[column] ?? "")));
    return holds((cell) => parseWon(cell).ok && !parseDate(cell).ok) && holds((cell) => /\p{L}/u.test(cell));
  });
  return index < 0 ? null : { index, score: 1 };
}

/**
 * The columns' names. A header of two lines, as merged cells leave it, is read as one: a group's name stands over the
 * first of its columns only (`당월 | (blank)` over `매출 | 입금` → `당월 매출`, `당월 입금`).
 *
 * @returns `lastIndex`: the header's last row
 */
export function readHeadings(
  rows: readonly RawRow[],
  index: number,
): { headings: string[]; lastIndex: number } {
  const upper = rows[index]?.cells ?? [];
  const lower = rows[index + 1]?.cells ?? [];
  if (!isSecondLine(upper, lower)) return { headings: upper.map(normaliseText), lastIndex: index };
  let group = "";
  const headings = Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    const own = normaliseText(upper[i] ?? "");
    const sub = normaliseText(lower[i] ?? "");
    group = own !== "" || sub === "" ? own : group;
    return sub === "" || sub === group ? group : `${group} ${sub}`.trim();
  });
  return { headings, lastIndex: index + 1 };
}

/** Whether the row at `index` is the second line of a header that begins on the row above. */
export function isSecondHeaderLine(rows: readonly RawRow[], index: number): boolean {
  return isSecondLine(rows[index - 1]?.cells ?? [], rows[index]?.cells ?? []);
}

function isSecondLine(upper: readonly string[], lower: readonly string[]): boolean {
  const isHeader = upper.some((cell) => IDENTITY.some((role) => matchHeading(cell)?.role === role));
  const filled = lower.flatMap((cell, i) => (normaliseText(cell) === "" ? [] : [i]));
  if (!isHeader || filled.length === 0 || lower.some((cell) => /\d/.test(cell))) return false;
  const namesCustomer = filled.some((i) => {
    const role = matchHeading(upper[i] ?? "")?.role;
    return role !== undefined && IDENTITY.includes(role) && upper[i] !== lower[i];
  });
  const known = filled.filter((i) => matchHeading(lower[i] ?? "") !== null);
  // The same line again is a header printed twice, not one of two lines.
  const isRepeated = filled.every((i) => upper[i] === lower[i]);
  return !namesCustomer && !isRepeated && known.length * 2 >= filled.length;
}
