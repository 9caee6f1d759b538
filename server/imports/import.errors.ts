/**
 * Why a whole file is refused, or an import can't go on. Each code has a message in every language; `details` fill
 * its blanks.
 *
 * - IMPORT_EMPTY: no byte, or nothing but blanks; or a header with no row below it
 * - IMPORT_TOO_LARGE: {maxBytes, maxMebibytes}
 * - IMPORT_NOT_A_TABLE: a picture, an archive, a web page, a program … {format}
 * - IMPORT_XLS_UNSUPPORTED: a workbook that is no .xlsx {format: "xls" | "xlsb"}
 * - IMPORT_XLSX_LOCKED: a workbook with a password
 * - IMPORT_XLSX_DAMAGED: a workbook that Excel would not open either {part}
 * - IMPORT_XLSX_TOO_LARGE: it unpacks to more than it says or may {part, maxMebibytes}
 * - IMPORT_SHEET_NOT_FOUND: {sheet, sheetNames}
 * - IMPORT_ENCODING_UNKNOWN: {lineNo, value}: the first line that no encoding can read; the clerk may name the encoding
 * - IMPORT_ENCODING_MIXED: from line {lineNo} on another encoding {lastLineNo, value: that line, before, after}
 * - IMPORT_HEADER_NOT_FOUND: {encoding, delimiter, head: the first rows as text}; the clerk may name the header's line
 * - IMPORT_QUOTE_UNCLOSED: a quote swallowed a large part of the file {lineNo: where it opened, columnNo, value}
 * - IMPORT_ROW_TOO_LONG: {lineNo, columnNo, value, maxChars}
 * - IMPORT_TOO_MANY_COLUMNS: {lineNo, columnCount, maxColumns, value: of the first column too many}
 * - IMPORT_UPLOAD_MALFORMED: the upload does not begin with its head; a fault of the sender's program
 * - IMPORT_NOT_FOUND: there is none, or it is another distributor's
 * - IMPORT_ROW_NOT_FOUND: the file has no such line, or not that cell {lineNo}
 * - IMPORT_DISCARDED, IMPORT_ALREADY_ISSUED: it can no longer be changed
 * - IMPORT_CHANGED: what would be billed is not what the clerk has seen {seenCount, seenTotalWon, count, totalWon}
 * - IMPORT_HAS_ERRORS: rows with an error are neither fixed nor skipped {errorCount}
 * - IMPORT_NOTHING_TO_BILL
 * - IMPORT_CUSTOMERS_CHANGED: since the file was read, `missing` of its stores can no longer be billed
 * - TEST_MESSAGE_LIMIT: this clerk has sent {maxAnHour} test messages within an hour
 * - BATCH_HOLD_OVER: messages may have left, so that the batch can be cancelled but no longer be taken back
 * - BATCH_NOT_FOUND: there is none, or it is another distributor's
 */
export const importErrorCodes = [
  "IMPORT_EMPTY",
  "IMPORT_TOO_LARGE",
  "IMPORT_NOT_A_TABLE",
  "IMPORT_XLS_UNSUPPORTED",
  "IMPORT_XLSX_LOCKED",
  "IMPORT_XLSX_DAMAGED",
  "IMPORT_XLSX_TOO_LARGE",
  "IMPORT_SHEET_NOT_FOUND",
  "IMPORT_ENCODING_UNKNOWN",
  "IMPORT_ENCODING_MIXED",
  "IMPORT_HEADER_NOT_FOUND",
  "IMPORT_QUOTE_UNCLOSED",
  "IMPORT_ROW_TOO_LONG",
  "IMPORT_TOO_MANY_COLUMNS",
  "IMPORT_UPLOAD_MALFORMED",
  "IMPORT_NOT_FOUND",
  "IMPORT_ROW_NOT_FOUND",
  "IMPORT_DISCARDED",
  "IMPORT_ALREADY_ISSUED",
  "IMPORT_CHANGED",
  "IMPORT_HAS_ERRORS",
  "IMPORT_NOTHING_TO_BILL",
  "IMPORT_CUSTOMERS_CHANGED",
  "BATCH_NOT_FOUND",
  "BATCH_HOLD_OVER",
  "TEST_MESSAGE_LIMIT",
  "BATCH_KEY_REUSED",
] as const;

export type ImportErrorCode = (typeof importErrorCodes)[number];
