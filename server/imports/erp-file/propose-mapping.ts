import { isFooterRow } from "./footer.ts";
import { guessCustomerColumns } from "./guess-columns.ts";
import { type ColumnRole, isMoneyRole, matchHeading } from "./header-synonyms.ts";
import type { ColumnMapping } from "./mapping.schema.ts";
import type { RawRow } from "./row-reader.ts";
import { normaliseText, normaliseToken, parseDate, parseWon } from "./values.ts";

/** At least this share of a money column's filled cells are amounts; the rest are the faults we report. */
const MIN_MONEY_SHARE = 0.6;

type AmountColumns = ColumnMapping["amountColumns"];

/**
 * What each column probably is, by its heading, else by its content. The amount: what is to be billed or the balance;
 * else last balance + this month's sales − what came in, where the headings name these; else this month's sales; else
 * supply value + VAT; else the only column that holds money. Where two columns claim it, none: the clerk chooses.
 *
 * @param columns the header's names
 * @param rows the rows below it
 */
export function proposeMapping(columns: readonly string[], rows: readonly RawRow[]): ColumnMapping {
  const period = findColumn(columns, "period");
  const named: ColumnMapping = {
    ...optional("customerCode", findColumn(columns, "customerCode")),
    ...optional("businessNumber", findColumn(columns, "businessNumber")),
    ...optional("customerName", findColumn(columns, "customerName")),
    amountColumns: [],
    ...optional("periodStart", findColumn(columns, "periodStart") ?? period),
    ...optional("periodEnd", findColumn(columns, "periodEnd") ?? period),
    ...optional("dueOn", findColumn(columns, "dueOn")),
    ...optional("memo", findColumn(columns, "memo")),
  };
  const dataRows = rows.filter((row) => !isFooterRow(row.cells, named));
  const mapping = { ...guessCustomerColumns(columns, dataRows, named), ...named };
  return { ...mapping, amountColumns: proposeAmount(columns, dataRows, mapping) };
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
    return isMoneyRole(matchHeading(heading)?.role) || holdsMoney(rows, i) ? [i] : [];
  });
}

function proposeAmount(
  columns: readonly string[],
  rows: readonly RawRow[],
  mapping: ColumnMapping,
): AmountColumns {
  const amount = findColumn(columns, "amount");
  if (amount !== undefined) return isAmbiguous(columns, rows, amount) ? [] : [plus(amount)];
  const sum = sumOfHeadings(columns, rows);
  if (sum) return sum;
  const sales = findColumn(columns, "sales");
  if (sales !== undefined) return isAmbiguous(columns, rows, sales) ? [] : [plus(sales)];
  return guessAmount(columns, rows, mapping);
}

/** Two columns of the same name that do not say the same: billing either would be a guess. */
function isAmbiguous(columns: readonly string[], rows: readonly RawRow[], chosen: number): boolean {
  const heading = normaliseText(columns[chosen] ?? "");
  return columns.some((other, i) => {
    if (i === chosen || normaliseText(other) !== heading) return false;
    return rows.some(({ cells }) => normaliseToken(cells[i] ?? "") !== normaliseToken(cells[chosen] ?? ""));
  });
}

/** 전월미수 + 당월매출 − 입금 − 반품. What ERPs list as negative anyway is added. */
function sumOfHeadings(columns: readonly string[], rows: readonly RawRow[]): AmountColumns | null {
  const previous = findColumn(columns, "previous");
  const sales = findColumn(columns, "sales");
  if (previous === undefined || sales === undefined) return null;
  const less = (["received", "returned"] as const).flatMap((role) => {
    const index = findColumn(columns, role);
    return index === undefined
      ? []
      : [{ index, sign: isNegative(rows, index) ? (1 as const) : (-1 as const) }];
  });
  return [plus(previous), plus(sales), ...less];
}

function isNegative(rows: readonly RawRow[], column: number): boolean {
  const amounts = rows.flatMap(({ cells }) => {
    const parsed = parseWon(cells[column] ?? "");
    return parsed.ok && parsed.amountWon !== 0n ? [parsed.amountWon] : [];
  });
  return amounts.length > 0 && amounts.every((amountWon) => amountWon < 0n);
}

function guessAmount(
  columns: readonly string[],
  rows: readonly RawRow[],
  mapping: ColumnMapping,
): AmountColumns {
  const named = (words: RegExp) => columns.findIndex((c) => words.test(c.replace(/\s/g, "")));
  const supply = named(/^공급가액?$/);
  const vat = named(/^(?:세액|부가세|부가가치세)$/);
  if (supply >= 0 && vat >= 0) return [plus(supply), plus(vat)];
  const [only, ...others] = findMoneyColumns(columns, rows, mapping);
  return only !== undefined && others.length === 0 ? [plus(only)] : [];
}

function plus(index: number): AmountColumns[number] {
  return { index, sign: 1 };
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
