import { isFooterRow } from "./footer.ts";
import { type ColumnRole, matchHeading } from "./header-synonyms.ts";
import type { ColumnMapping } from "./mapping.schema.ts";
import type { RawRow } from "./row-reader.ts";
import { normaliseToken, parseDate, parseWon } from "./values.ts";

/** At least this share of a money column's filled cells are amounts; the rest are the faults we report. */
const MIN_MONEY_SHARE = 0.6;

/**
 * What each column probably is, by its heading; where no heading says "amount", by content: supply value + VAT,
 * or the only column that holds money.
 *
 * @param columns the header's names
 * @param rows the rows below it
 */
export function proposeMapping(columns: readonly string[], rows: readonly RawRow[]): ColumnMapping {
  const amount = findColumn(columns, "amount");
  const mapping: ColumnMapping = {
    ...optional("customerCode", findColumn(columns, "customerCode")),
    ...optional("businessNumber", findColumn(columns, "businessNumber")),
    ...optional("customerName", findColumn(columns, "customerName")),
    amountColumns: amount === undefined ? [] : [{ index: amount, sign: 1 }],
    ...optional("periodStart", findColumn(columns, "periodStart")),
    ...optional("periodEnd", findColumn(columns, "periodEnd")),
    ...optional("dueOn", findColumn(columns, "dueOn")),
    ...optional("memo", findColumn(columns, "memo")),
  };
  if (amount !== undefined) return mapping;
  const dataRows = rows.filter((row) => !isFooterRow(row.cells, mapping));
  return { ...mapping, amountColumns: guessAmount(columns, dataRows, mapping) };
}

/** Columns that hold money and name nothing else. */
export function findMoneyColumns(
  columns: readonly string[],
  rows: readonly RawRow[],
  mapping: ColumnMapping,
): number[] {
  const { customerCode, businessNumber, customerName, periodStart, periodEnd, dueOn, memo } = mapping;
  const taken = new Set([customerCode, businessNumber, customerName, periodStart, periodEnd, dueOn, memo]);
  return columns.flatMap((heading, i) => {
    if (taken.has(i)) return [];
    const role = matchHeading(heading)?.role;
    return role === "amount" || role === "money" || holdsMoney(rows, i) ? [i] : [];
  });
}

function guessAmount(
  columns: readonly string[],
  rows: readonly RawRow[],
  mapping: ColumnMapping,
): ColumnMapping["amountColumns"] {
  const named = (words: RegExp) => columns.findIndex((c) => words.test(c.replace(/\s/g, "")));
  const supply = named(/^공급가액?$/);
  const vat = named(/^(?:세액|부가세|부가가치세)$/);
  if (supply >= 0 && vat >= 0) {
    return [
      { index: supply, sign: 1 },
      { index: vat, sign: 1 },
    ];
  }
  const [only, ...others] = findMoneyColumns(columns, rows, mapping);
  return only !== undefined && others.length === 0 ? [{ index: only, sign: 1 }] : [];
}

function findColumn(columns: readonly string[], role: ColumnRole): number | undefined {
  let best: { index: number; rank: number } | undefined;
  columns.forEach((heading, index) => {
    const match = matchHeading(heading);
    if (match?.role === role && match.rank < (best?.rank ?? Number.POSITIVE_INFINITY)) {
      best = { index, rank: match.rank };
    }
  });
  return best?.index;
}

function optional<K extends keyof ColumnMapping>(key: K, index: number | undefined): { [P in K]?: number } {
  return (index === undefined ? {} : { [key]: index }) as { [P in K]?: number };
}

/** Dates written as 20261001 and codes with leading zeros are digits, but no money. */
function holdsMoney(rows: readonly RawRow[], column: number): boolean {
  const filled = rows.map((row) => normaliseToken(row.cells[column] ?? "")).filter((token) => token !== "");
  const money = filled.filter((token) => parseWon(token).ok && !parseDate(token).ok && !/^0\d/.test(token));
  return filled.length > 0 && money.length >= filled.length * MIN_MONEY_SHARE;
}
