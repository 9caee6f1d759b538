import { isFooterRow } from "./footer.ts";
import type { ColumnMapping } from "./mapping.schema.ts";
import type { RowProblem, RowProblemCode } from "./problem.schema.ts";
import type { RawRow } from "./row-reader.ts";
import {
  MAX_BILL_WON,
  normaliseText,
  normaliseToken,
  parseBusinessNumber,
  parseDay,
  parsePeriod,
  parseWon,
} from "./values.ts";

export const MAX_MEMO_LENGTH = 500;
const MAX_CODE_LENGTH = 64;
const MAX_NAME_LENGTH = 200;
const MAX_VALUE_LENGTH = 100;

/** For every row that says nothing itself. Dates are ISO `yyyy-mm-dd`. */
export type RowDefaults = {
  periodStartOn?: string | null;
  periodEndOn?: string | null;
  dueOn?: string | null;
  memo?: string | null;
};

export type InterpretedRow = {
  lineNo: number;
  /** Half-width, leading zeros kept. */
  customerCode: string | null;
  /** Ten digits, checksum right. */
  businessNumber: string | null;
  customerName: string | null;
  /** Null where it can't be read; zero and negative sums are kept, and skipped. */
  amountWon: bigint | null;
  periodStartOn: string | null;
  periodEndOn: string | null;
  dueOn: string | null;
  memo: string | null;
  /** `bill` may carry errors: then it blocks the issue until fixed or skipped by hand. */
  disposition: "bill" | "skip" | "footer";
  problems: RowProblem[];
};

/** What one row of the file means under a mapping. Pure, so that an edited cell is judged like one of the file. */
export function interpretRow(
  raw: RawRow,
  mapping: ColumnMapping,
  defaults: RowDefaults = {},
): InterpretedRow {
  if (!raw.faults && isFooterRow(raw.cells, mapping)) return footerRow(raw.lineNo);
  const row = new RowInterpreter(raw);
  const customer = row.customer(mapping);
  const amountWon = row.amount(mapping);
  const period = row.period(mapping, defaults);
  const dueOn = row.date(mapping.dueOn, "DUE_ON_INVALID") ?? defaults.dueOn ?? null;
  const memo = row.memo(mapping.memo) ?? defaults.memo ?? null;
  row.reportFaults(mapping);
  const isSkipped = amountWon !== null && amountWon <= 0n;
  return {
    lineNo: raw.lineNo,
    ...customer,
    amountWon,
    ...period,
    dueOn,
    memo,
    disposition: isSkipped ? "skip" : "bill",
    problems: row.problems,
  };
}

function footerRow(lineNo: number): InterpretedRow {
  return {
    lineNo,
    customerCode: null,
    businessNumber: null,
    customerName: null,
    amountWon: null,
    periodStartOn: null,
    periodEndOn: null,
    dueOn: null,
    memo: null,
    disposition: "footer",
    problems: [],
  };
}

class RowInterpreter {
  readonly problems: RowProblem[] = [];
  readonly #raw: RawRow;

  constructor(raw: RawRow) {
    this.#raw = raw;
  }

  customer(mapping: ColumnMapping): Pick<InterpretedRow, "customerCode" | "businessNumber" | "customerName"> {
    const code = this.#short(mapping.customerCode, normaliseToken, MAX_CODE_LENGTH);
    const name = this.#short(mapping.customerName, normaliseText, MAX_NAME_LENGTH);
    const numberText = normaliseToken(this.#cell(mapping.businessNumber));
    const businessNumber = parseBusinessNumber(numberText);
    if (numberText !== "" && businessNumber === null) {
      this.#report("BUSINESS_NUMBER_INVALID", code || name ? "warning" : "error", mapping.businessNumber);
    }
    if (!code && !name && numberText === "") {
      this.#report("CUSTOMER_MISSING", "error", mapping.customerCode ?? mapping.customerName);
    }
    return { customerCode: code, businessNumber, customerName: name };
  }

  /** The signed sum; an empty cell counts as zero beside a filled one, as ERPs leave zeros out. */
  amount(mapping: ColumnMapping): bigint | null {
    let sumWon = 0n;
    let filledCount = 0;
    let isReadable = true;
    for (const { index, sign } of mapping.amountColumns) {
      const parsed = parseWon(this.#cell(index));
      if (parsed.ok) {
        sumWon += BigInt(sign) * parsed.amountWon;
        filledCount++;
      } else if (parsed.problem !== "AMOUNT_EMPTY") {
        this.#report(parsed.problem, "error", index);
        isReadable = false;
      }
    }
    if (!isReadable) return null;
    const column = mapping.amountColumns[0]?.index;
    if (filledCount === 0) return this.#report("AMOUNT_EMPTY", "error", column);
    if (sumWon > MAX_BILL_WON) return this.#report("AMOUNT_TOO_LARGE", "error", column);
    if (sumWon === 0n) this.#report("AMOUNT_ZERO", "note", column);
    if (sumWon < 0n) this.#report("AMOUNT_NEGATIVE", "note", column);
    return sumWon;
  }

  period(
    mapping: ColumnMapping,
    defaults: RowDefaults,
  ): Pick<InterpretedRow, "periodStartOn" | "periodEndOn"> {
    if (mapping.periodStart !== undefined && mapping.periodStart === mapping.periodEnd) {
      return this.#periodOfOneCell(mapping.periodStart, defaults);
    }
    const periodStartOn =
      this.date(mapping.periodStart, "PERIOD_START_INVALID") ?? defaults.periodStartOn ?? null;
    const periodEndOn = this.date(mapping.periodEnd, "PERIOD_END_INVALID") ?? defaults.periodEndOn ?? null;
    if (periodStartOn !== null && periodEndOn !== null && periodStartOn > periodEndOn) {
      this.#report("PERIOD_REVERSED", "error", mapping.periodEnd ?? mapping.periodStart);
    }
    return { periodStartOn, periodEndOn };
  }

  #periodOfOneCell(
    column: number,
    defaults: RowDefaults,
  ): Pick<InterpretedRow, "periodStartOn" | "periodEndOn"> {
    const text = this.#cell(column);
    if (normaliseText(text) === "") {
      return { periodStartOn: defaults.periodStartOn ?? null, periodEndOn: defaults.periodEndOn ?? null };
    }
    const period = parsePeriod(text);
    if (!period) this.#report("PERIOD_START_INVALID", "error", column);
    else if (period.startOn > period.endOn) this.#report("PERIOD_REVERSED", "error", column);
    return { periodStartOn: period?.startOn ?? null, periodEndOn: period?.endOn ?? null };
  }

  date(column: number | undefined, code: RowProblemCode): string | null {
    const parsed = parseDay(this.#cell(column));
    if (parsed.ok) return parsed.date;
    return parsed.problem === "DATE_EMPTY" ? null : this.#report(code, "error", column);
  }

  /** Plain text, whatever it looks like: what opens it in a spreadsheet again has to defuse formulas. */
  memo(column: number | undefined): string | null {
    const memo = normaliseText(this.#cell(column));
    if (memo.length > MAX_MEMO_LENGTH) this.#report("MEMO_TOO_LONG", "warning", column);
    return memo.slice(0, MAX_MEMO_LENGTH).toWellFormed().trimEnd() || null;
  }

  reportFaults(mapping: ColumnMapping): void {
    for (const { code, lineNo } of this.#raw.faults ?? []) {
      const severity = code === "QUOTE_UNCLOSED" ? "error" : "warning";
      const column = this.#raw.cells.length - 1; // what a quote swallows ends up in the last cell
      const value = shorten(this.#cell(column));
      this.problems.push({
        code,
        severity,
        column,
        value,
        ...(lineNo === this.#raw.lineNo ? {} : { lineNo }),
      });
    }
    if (!this.#raw.cells.some((cell) => cell.includes("\uFFFD"))) return;
    const { amountColumns, ...columns } = mapping;
    for (const column of new Set([...Object.values(columns), ...amountColumns.map((c) => c.index)])) {
      if (this.#cell(column).includes("\uFFFD")) this.#report("CELL_UNREADABLE", "error", column);
    }
  }

  #short(column: number | undefined, normalise: (text: string) => string, maxLength: number): string | null {
    const text = normalise(this.#cell(column));
    if (text.length <= maxLength) return text || null;
    this.#report("CELL_TOO_LONG", "error", column);
    return text.slice(0, maxLength).toWellFormed();
  }

  #cell(column: number | undefined): string {
    return column === undefined ? "" : (this.#raw.cells[column] ?? "");
  }

  #report(code: RowProblemCode, severity: RowProblem["severity"], column: number | undefined): null {
    const where = column === undefined ? {} : { column, value: shorten(this.#cell(column)) };
    this.problems.push({ code, severity, ...where });
    return null;
  }
}

/** Cutting may halve a surrogate pair, which Postgres refuses. */
function shorten(text: string): string {
  return text.trim().slice(0, MAX_VALUE_LENGTH).toWellFormed();
}
