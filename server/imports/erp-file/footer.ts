import { matchHeading } from "./header-synonyms.ts";
import type { ColumnMapping } from "./mapping.schema.ts";
import { normaliseText, normaliseToken } from "./values.ts";

const TOTAL =
  /^(?:합계|총합계|총계|소계|중계|누계|월계|계|총|전체|전체합계|total|subtotal|grandtotal|sum)(?:\d+(?:건|개|개사|개소|곳|처|명|rows?)?)?$/i;

const PRINT_LINE = [
  // 2026/11/02  오전 9:12:33
  /^\d{4}[-/.] ?\d{1,2}[-/.] ?\d{1,2}\.?(?: ?(?:\([월화수목금토일]\))? ?(?:오전|오후|am|pm)? ?\d{1,2}:\d{2}(?::\d{2})?(?: ?(?:am|pm))?)?$/i,
  /^(?:출력|인쇄|작성|조회|발행|생성|다운로드)(?:한)? ?(?:일시|일자|일|시간|시각|자|날짜)? ?[:：]/,
  /^(?:printed|generated|exported|created|page)\b.*\d/i,
  /^(?:- ?\d{1,5} ?-|\d{1,5} ?\/ ?\d{1,5}(?: ?(?:페이지|쪽|pages?))?|\d{1,5} ?(?:페이지|쪽|pages?))$/i,
  /^[-=*─━_ ]{3,}$/,
  /^이하 ?여백|^<? ?끝 ?>?$|^※/,
] as const;

/**
 * Rows that ERPs print below (or between) the customers: totals, print time, page numbers, the header again.
 * Only what can't be a customer: a row with a customer's code is none of these, whatever its name says, and a
 * print line says nothing in an amount column.
 */
export function isFooterRow(cells: readonly string[], mapping: ColumnMapping): boolean {
  return isTotalRow(cells, mapping) || isPrintLine(cells, mapping) || isHeaderAgain(cells, mapping);
}

function isTotalRow(cells: readonly string[], mapping: ColumnMapping): boolean {
  const ids = [mapping.customerCode, mapping.businessNumber, mapping.customerName]
    .filter((column) => column !== undefined)
    .map((column) => cells[column] ?? "");
  const named = ids.filter((cell) => normaliseText(cell) !== "");
  if (named.length > 0) return named.every(isTotalWord);
  // Merged cells: the word may stand before the columns that name the customer.
  const first = cells.find((cell) => normaliseText(cell) !== "");
  return first !== undefined && isTotalWord(first);
}

function isTotalWord(cell: string): boolean {
  return cell.length <= 40 && TOTAL.test(normaliseToken(cell).replace(/[\s\p{P}\p{S}]/gu, ""));
}

function isPrintLine(cells: readonly string[], mapping: ColumnMapping): boolean {
  const filled = cells.filter((cell) => normaliseText(cell) !== "");
  const hasAmount = mapping.amountColumns.some(({ index }) =>
    /^[^\d]+$/.test(normaliseText(cells[index] ?? "")),
  );
  if (hasAmount || filled.length === 0 || filled.length > 2) return false;
  const line = normaliseToken(filled.join(" "));
  return line.length <= 200 && PRINT_LINE.some((shape) => shape.test(line));
}

/** Printed again on each page; of a header of two lines either one, which may know few of its words. */
function isHeaderAgain(cells: readonly string[], mapping: ColumnMapping): boolean {
  const filled = cells.filter((cell) => normaliseText(cell) !== "");
  if (filled.some((cell) => /^[\d,.-]+$/.test(cell))) return false;
  const headings = filled.filter((cell) => matchHeading(cell) !== null);
  const hasAmountWord = mapping.amountColumns.some(({ index }) => normaliseText(cells[index] ?? "") !== "");
  return headings.length >= (hasAmountWord ? 2 : 3) && headings.length * 2 > filled.length;
}
