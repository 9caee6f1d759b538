import { DomainError } from "#server/platform/errors.ts";
import { renderPdf } from "#server/platform/pdf.ts";
import { toXlsx } from "#server/platform/xlsx.ts";
import type { AccessErrorCode } from "#server/trpc/error-codes.ts";
import type { PaymentErrorCode } from "../payment.errors.ts";
import { issueStatement } from "./issue-statement.ts";
import { printedCode } from "./statement.rules.ts";
import type { StatementDocumentInput } from "./statement.schema.ts";
import {
  documentName,
  type StatementRow,
  type StatementSide,
  statementPdf,
  statementRows,
  statementSheets,
} from "./statement-document.ts";

/** Setting more lines in type would hold up the process for seconds; a workbook holds them. */
const maxPdfLines = 1_000;

export type StatementDocument = { name: string } & (
  | { fileType: "pdf" | "xlsx"; content: Buffer }
  | { fileType: "csv"; rows: StatementRow[] }
);

/** Who asks, as far as it matters here. */
export type DocumentReader =
  | { role: "DISTRIBUTOR"; userId: string; distributorId: string }
  | { role: "STORE"; userId: string; phoneNumber: string }
  | { role: "ADMIN" };

/**
 * Issues a statement and sets it as a file, in the reader's words. appUrl: where its code can be checked.
 * Throws what issueStatement throws, STATEMENT_TOO_LARGE for a PDF of too many lines, FORBIDDEN.
 */
export async function getStatementDocument(
  reader: DocumentReader,
  input: StatementDocumentInput,
  appUrl: string,
): Promise<StatementDocument> {
  const { side, ...scope } = scopeOf(reader);
  const { fileType } = input;
  const statement = await issueStatement(scope, input);
  const name = documentName(statement, side);
  const verifyUrl = new URL(`/verify?code=${printedCode(statement.code)}`, appUrl).href;
  if (fileType === "csv") return { name, fileType, rows: statementRows(statement, side) };
  if (fileType === "xlsx")
    return { name, fileType, content: await toXlsx(statementSheets(statement, side, verifyUrl)) };
  if (statement.lines.length > maxPdfLines)
    throw new DomainError<PaymentErrorCode>("STATEMENT_TOO_LARGE", { maxEntries: maxPdfLines });
  return { name, fileType, content: await renderPdf(statementPdf(statement, side, verifyUrl)) };
}

function scopeOf(reader: DocumentReader) {
  if (reader.role === "DISTRIBUTOR") {
    const { userId, distributorId } = reader;
    return { side: "distributor" as StatementSide, userId, distributorId };
  }
  if (reader.role === "STORE") {
    const { userId, phoneNumber } = reader;
    return { side: "store" as StatementSide, userId, ownerPhone: phoneNumber };
  }
  throw new DomainError<AccessErrorCode>("FORBIDDEN");
}
