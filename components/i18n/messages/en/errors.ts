import type ko from "../ko/errors.ts";
import type { Translation } from "../translation.ts";

export default {
  NOT_FOUND: "Not found. It may be gone, or not yours to see.",
  FORBIDDEN: "You are not allowed to do this.",
  UNAUTHENTICATED: "Please sign in.",
  CONFLICT: "Someone else changed this first. Reload and try again.",
  VALIDATION: "Please check what you entered.",
  RATE_LIMITED: "Too many requests. Please try again in a moment.",
  LINK_INVALID: "This link no longer opens anything. Please use the one in your latest message.",
  INTERNAL: "Something went wrong. Please try again in a moment.",
  OFFLINE: "You are offline. Please check your connection.",
  PAYMENT_NOT_FOUND: "The payment was not found. Please reload the list.",
  PAYMENT_LINK_UNCHANGED: "It is linked like that already.",
  NO_ACTIVE_BILL: "This customer has no active bill to link it to.",
  DEPOSIT_NOT_FOUND: "The deposit was not found. Please reload the list.",
  DEPOSIT_ALREADY_ATTRIBUTED: "This deposit belongs to a customer already. Please reload the list.",
  DEPOSIT_CANCELED: "The bank has cancelled this deposit: it can't be given to a customer.",
  HELD_NOTICE_NOT_FOUND: "The notice was not found. Please reload the list.",
  HELD_NOTICE_RESOLVED: "Someone else has resolved this notice first.",
  HELD_NOTICE_NOT_APPLICABLE: "Only a late notice can be applied. This one can only be dismissed.",
  SANDBOX_ONLY: "This can be done in a sandbox only.",
  NOTIFICATION_NOT_FAILED: "Only a failed message can be sent again. Please reload the list.",
  IMPORT_EMPTY: "There is nothing to bill in this file. It needs at least one customer below its header.",
  IMPORT_TOO_LARGE: "The file is too large. Up to {maxMebibytes} MB can be uploaded.",
  IMPORT_NOT_A_TABLE: "This file is not a table. Please upload a CSV exported from the ERP.",
  IMPORT_XLSX_UNSUPPORTED:
    "Excel workbooks can't be read yet. Use “Save as” → CSV in Excel, and upload that file.",
  IMPORT_ENCODING_UNKNOWN: "The file's encoding could not be told. Choose it below and read the file again.",
  IMPORT_HEADER_NOT_FOUND:
    "The line with the columns' names was not found. Enter its number below and read the file again.",
  IMPORT_QUOTE_UNCLOSED:
    'The quote (") opened on line {lineNo} is never closed. Please mend that line and upload again.',
  IMPORT_ROW_TOO_LONG: "Line {lineNo} is too long. Line breaks may be missing, or the file is not a table.",
  IMPORT_TOO_MANY_COLUMNS:
    "Line {lineNo} has {columnCount} columns. Up to {maxColumns} can be read: please check the delimiter.",
  IMPORT_UPLOAD_MALFORMED: "Sending the file failed. Please reload the page and upload it again.",
  IMPORT_NOT_FOUND: "The uploaded file was not found. Please upload it again.",
  IMPORT_DISCARDED: "This file was discarded. Please upload it again.",
  IMPORT_ALREADY_ISSUED: "This file has been billed and can't be changed.",
  IMPORT_CHANGED:
    "This changed after you looked at it. It is {count} stores and {totalWon} now. Please check again.",
  IMPORT_HAS_ERRORS: "{errorCount} rows still have an error. Mend or skip them before billing.",
  IMPORT_NOTHING_TO_BILL: "There is no store to bill.",
  IMPORT_CUSTOMERS_CHANGED:
    "Nothing was billed: {missing} of the customers changed after the file was read. “Read again” shows which rows.",
  BATCH_NOT_FOUND: "The bulk issue was not found.",
  field: {
    required: "This is required.",
    tooShort: "This is too short.",
    tooLong: "This is too long.",
    tooSmall: "This value is too small.",
    tooBig: "This value is too big.",
    format: "This is not in the right format.",
    invalid: "This value is not valid.",
  },
  page: {
    title: "This page could not be shown",
    reference: "Please quote when asking for help: {reference}",
    notFoundTitle: "Page not found",
    notFoundBody: "The address has changed, or the page is not yours to see.",
  },
  notice: "Error",
} as const satisfies Translation<typeof ko>;
