import { seoulDayOf, seoulTimeOf } from "#server/platform/clock.ts";
import type { ExportColumn, ExportField, ExportFormat } from "./export.schema.ts";

/** A payment or a reversal with what a column can ask for. */
export interface ExportEntry {
  id: string;
  kind: "PAYMENT" | "REVERSAL";
  /** Above 0; a REVERSAL takes it back. */
  amountWon: bigint;
  tradedAt: Date;
  customerCode: string;
  storeName: string;
  businessNumber: string | null;
  depositorName: string | null;
  bankCode: string;
  accountNumber: string;
  transactionId: string;
  billIssuedAt: Date | null;
}

export type ExportCell = string | bigint | null;

/** An entry as a row of the ERP's file. */
export function exportRow(entry: ExportEntry, format: ExportFormat): ExportCell[] {
  return format.columns.map((column) => cells[column.field](entry, column, format));
}

const cells: Record<
  ExportField,
  (entry: ExportEntry, column: ExportColumn, format: ExportFormat) => ExportCell
> = {
  tradedOn: ({ tradedAt }) => seoulDayOf(tradedAt),
  tradedOnCompact: ({ tradedAt }) => seoulDayOf(tradedAt).replaceAll("-", ""),
  tradedTime: ({ tradedAt }) => seoulTimeOf(tradedAt),
  kind: ({ kind }) => kindNames[kind],
  customerCode: ({ customerCode }) => customerCode,
  storeName: ({ storeName }) => storeName,
  businessNumber: ({ businessNumber }) => businessNumber,
  depositorName: ({ depositorName }) => depositorName,
  amountWon: ({ kind, amountWon }) => (kind === "PAYMENT" ? amountWon : -amountWon),
  receivedWon: ({ kind, amountWon }) => (kind === "PAYMENT" ? amountWon : null),
  canceledWon: ({ kind, amountWon }) => (kind === "REVERSAL" ? amountWon : null),
  bankAccountCode: (_entry, _column, { bankAccountCode }) => bankAccountCode,
  bankCode: ({ bankCode }) => bankCode,
  accountNumber: ({ accountNumber }) => accountNumber,
  transactionId: ({ transactionId }) => transactionId,
  billIssuedOn: ({ billIssuedAt }) => billIssuedAt && seoulDayOf(billIssuedAt),
  description: ({ kind, storeName, depositorName }) =>
    [kindNames[kind], storeName, depositorName].filter(Boolean).join(" "),
  fixed: (_entry, column) => column.text,
};

/** The file is read by a Korean ERP, whatever language its clerk's screen has. */
const kindNames = { PAYMENT: "수납", REVERSAL: "수납취소" } as const;
