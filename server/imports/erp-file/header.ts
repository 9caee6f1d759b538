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
  return roles.size * 10 + (roles.has("amount") ? 10 : 0) + Math.min(filledCount, 9);
}
