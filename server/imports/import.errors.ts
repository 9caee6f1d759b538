/**
 * Why a whole file is refused, or an import can't go on. Each code has a message in every language; `details` fill
 * its blanks.
 *
 * - IMPORT_EMPTY: no byte, or nothing but blanks; or a header with no row below it
 * - IMPORT_TOO_LARGE: {maxBytes, maxMebibytes}
 * - IMPORT_NOT_A_TABLE: a picture, an archive, a web page, a program … {format}
 * - IMPORT_XLSX_UNSUPPORTED: an Excel workbook, not text {format: "xlsx" | "xlsx-encrypted" | "xls"}
 * - IMPORT_ENCODING_UNKNOWN: {utf8FailsAtLine, cp949FailsAtLine}; the clerk may name the encoding
 * - IMPORT_HEADER_NOT_FOUND: {encoding, delimiter, head: the first rows as text}; the clerk may name the header's line
 * - IMPORT_QUOTE_UNCLOSED: a quote swallowed a large part of the file {lineNo: where it opened}
 * - IMPORT_ROW_TOO_LONG: {lineNo, maxChars}
 * - IMPORT_TOO_MANY_COLUMNS: {lineNo, columnCount, maxColumns}
 * - IMPORT_UPLOAD_MALFORMED: the upload does not begin with its head; a fault of the sender's program
 * - IMPORT_NOT_FOUND: there is none, or it is another distributor's
 * - IMPORT_DISCARDED, IMPORT_ALREADY_ISSUED: it can no longer be changed
 * - IMPORT_CHANGED: what would be billed is not what the clerk has seen {seenCount, seenTotalWon, count, totalWon}
 * - IMPORT_HAS_ERRORS: rows with an error are neither fixed nor skipped {errorCount}
 * - IMPORT_NOTHING_TO_BILL
 * - IMPORT_CUSTOMERS_CHANGED: since the file was read, `missing` of its stores can no longer be billed
 * - BATCH_NOT_FOUND: there is none, or it is another distributor's
 */
export const importErrorCodes = [
  "IMPORT_EMPTY",
  "IMPORT_TOO_LARGE",
  "IMPORT_NOT_A_TABLE",
  "IMPORT_XLSX_UNSUPPORTED",
  "IMPORT_ENCODING_UNKNOWN",
  "IMPORT_HEADER_NOT_FOUND",
  "IMPORT_QUOTE_UNCLOSED",
  "IMPORT_ROW_TOO_LONG",
  "IMPORT_TOO_MANY_COLUMNS",
  "IMPORT_UPLOAD_MALFORMED",
  "IMPORT_NOT_FOUND",
  "IMPORT_DISCARDED",
  "IMPORT_ALREADY_ISSUED",
  "IMPORT_CHANGED",
  "IMPORT_HAS_ERRORS",
  "IMPORT_NOTHING_TO_BILL",
  "IMPORT_CUSTOMERS_CHANGED",
  "BATCH_NOT_FOUND",
  "BATCH_KEY_REUSED",
] as const;

export type ImportErrorCode = (typeof importErrorCodes)[number];
