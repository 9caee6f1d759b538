import iconv from "iconv-lite";
import Papa from "papaparse";
import { seoulDayOf } from "#server/platform/clock.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { PaymentErrorCode } from "../payment.errors.ts";

/** One line of the bank's own list of a day. */
export interface BankListLine {
  /** In the file, from 1. */
  lineNo: number;
  kind: "RECEIVED" | "CANCELED";
  transactionId: string;
  originalTransactionId: string | null;
  accountNumber: string;
  depositorName: string | null;
  amountWon: bigint;
  tradedAt: Date;
}

/** Each column under the names that banks and agents give it; blanks and case do not count. */
const columns = {
  transactionId: ["거래번호", "거래고유번호", "거래일련번호", "transactionid", "tid"],
  originalTransactionId: ["원거래번호", "취소원거래번호", "originaltransactionid"],
  kind: ["구분", "거래구분", "type"],
  accountNumber: ["가상계좌번호", "입금계좌번호", "계좌번호", "accountnumber", "vbanknum"],
  amount: ["금액", "입금액", "거래금액", "입금금액", "amount", "amt"],
  tradedAt: ["거래일시", "입금일시", "이체일시", "tradedat", "authdate"],
  depositorName: ["입금자", "입금자명", "의뢰인", "depositorname", "vbankinputname"],
} as const;
type Column = keyof typeof columns;
const required: Column[] = ["transactionId", "accountNumber", "amount", "tradedAt"];
const cancellation = /취소|cancel/i;

/**
 * Reads the bank's CSV of one Seoul day (yyyy-mm-dd); UTF-8 or CP949, a header in the first line. All of it or nothing:
 * money is not reconciled with half a list. Throws BANK_LIST_UNREADABLE, BANK_LIST_COLUMN_MISSING, BANK_LIST_EMPTY,
 * BANK_LIST_LINE_INVALID {line, column, value}.
 */
export function readBankList(bytes: Uint8Array, on: string): BankListLine[] {
  const { data, errors } = Papa.parse<string[]>(decode(bytes), { skipEmptyLines: false });
  if (errors.some(({ code }) => code === "MissingQuotes" || code === "InvalidQuotes")) throw unreadable();
  const at = findColumns(data[0] ?? []);
  const lines: BankListLine[] = [];
  const known = new Set<string>();
  for (const [index, cells] of data.entries()) {
    if (index === 0 || cells.every((cell) => cell.trim() === "")) continue;
    const line = readLine(cells, at, index + 1, on);
    if (known.has(line.transactionId)) throw invalid(index + 1, "transactionId", line.transactionId);
    known.add(line.transactionId);
    lines.push(line);
  }
  if (lines.length === 0) throw new DomainError<PaymentErrorCode>("BANK_LIST_EMPTY");
  return lines;
}

const unreadable = () => new DomainError<PaymentErrorCode>("BANK_LIST_UNREADABLE");

function invalid(line: number, column: Column, value: string) {
  const shown = value.replace(/\p{C}/gu, "").slice(0, 60);
  return new DomainError<PaymentErrorCode>("BANK_LIST_LINE_INVALID", {
    line,
    column: columns[column][0],
    value: shown || "–",
  });
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes); // takes the byte order mark away
  } catch {
    const text = iconv.decode(Buffer.from(bytes), "cp949");
    if (text.includes("\uFFFD")) throw unreadable();
    return text;
  }
}

function findColumns(header: string[]): Partial<Record<Column, number>> {
  const names = header.map((name) => name.replace(/\s/g, "").toLowerCase());
  const at: Partial<Record<Column, number>> = {};
  for (const [column, known] of Object.entries(columns) as [Column, readonly string[]][]) {
    const index = names.findIndex((name) => known.includes(name));
    if (index >= 0) at[column] = index;
    else if (required.includes(column))
      throw new DomainError<PaymentErrorCode>("BANK_LIST_COLUMN_MISSING", { column: known[0] ?? column });
  }
  return at;
}

function readLine(
  cells: string[],
  at: Partial<Record<Column, number>>,
  lineNo: number,
  on: string,
): BankListLine {
  const cell = (column: Column) => (cells[at[column] ?? -1] ?? "").trim();
  const fail = (column: Column) => invalid(lineNo, column, cell(column));
  const accountNumber = cell("accountNumber").replace(/[-\s]/g, "");
  if (!/^[0-9]{6,20}$/.test(accountNumber)) throw fail("accountNumber");
  if (!isTransactionId(cell("transactionId"))) throw fail("transactionId");
  const amount = /^([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})원?$/.exec(cell("amount"))?.[1]?.replaceAll(",", "");
  if (amount === undefined || BigInt(amount) === 0n) throw fail("amount");
  const tradedAt = readMoment(cell("tradedAt"));
  if (!tradedAt || seoulDayOf(tradedAt) !== on) throw fail("tradedAt");
  const original = cell("originalTransactionId");
  const isCanceled = cancellation.test(cell("kind"));
  if (isCanceled ? !isTransactionId(original) : original !== "") throw fail("originalTransactionId");
  return {
    ...{ lineNo, kind: isCanceled ? "CANCELED" : "RECEIVED", transactionId: cell("transactionId") },
    ...{
      originalTransactionId: isCanceled ? original : null,
      accountNumber,
      amountWon: BigInt(amount),
      tradedAt,
    },
    depositorName:
      cell("depositorName")
        .replace(/[\p{C}\s]+/gu, " ")
        .slice(0, 100)
        .trim() || null,
  };
}

const isTransactionId = (text: string) => /^[\x21-\x7e](?:[\x20-\x7e]{0,98}[\x21-\x7e])?$/.test(text);

/** 2026-11-22 10:00:01 (also with . or /), 20261122100001, 261122100001: Seoul; or an instant with its offset. */
function readMoment(text: string): Date | null {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/.test(text)) return dateOf(text);
  const parts = /^(?:20)?(\d\d)[-./]?(\d\d)[-./]?(\d\d)\s?(\d\d):?(\d\d):?(\d\d)$/.exec(text)?.slice(1) ?? [];
  const [yy, month, day, hour, minute, second] = parts;
  if (second === undefined) return null;
  const local = `20${yy}-${month}-${day}T${hour}:${minute}:${second}`;
  // Date takes 30 February for 2 March.
  return dateOf(`${local}Z`)?.toISOString().startsWith(local) ? dateOf(`${local}+09:00`) : null;
}

function dateOf(text: string): Date | null {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date;
}
