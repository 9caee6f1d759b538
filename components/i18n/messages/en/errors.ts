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
  EXPORT_NOTHING_NEW:
    "There is nothing new to export. If a colleague has just exported, the file is in the list below.",
  EXPORT_NOT_FOUND: "The exported file was not found.",
  STATEMENT_NOT_FOUND: "There is no statement with this code. Please check the code.",
  STATEMENT_TOO_LARGE: "A document holds up to {maxEntries} entries. Choose a shorter period or one store.",
  TOO_MANY_CHECKS: "Too many codes were checked. Please try again in a moment.",
  PAYOUT_NOT_FOUND: "The payout was not found.",
  PAYOUT_STATE_CHANGED: "The payout has changed in the meantime. Reload and check again.",
  PAYOUT_ACCOUNT_MISSING:
    "This distributor has no approved payout account. Enter one and have another admin approve it.",
  PAYOUT_ACCOUNT_CHANGE_OPEN:
    "A change of this distributor's payout account already awaits approval. Approve or reject it first.",
  PAYOUT_ACCOUNT_CHANGE_NOT_FOUND: "The change of the payout account was not found.",
  PAYOUT_ACCOUNT_CHANGE_DECIDED: "Another admin has decided on this request first.",
  PAYOUT_ACCOUNT_NEEDS_SECOND_PERSON: "Whoever asked for it can't approve it. Another admin has to.",
  CALENDAR_DAY_PAST: "Today and past days can't be changed. Choose a day from tomorrow on.",
  BANK_REQUEST_NOT_FOUND:
    "The bank request was not found. It may have been deleted at the end of its keeping time.",
  BANK_REQUEST_NOT_GENUINE: "Nothing proves that the bank sent this request: it can't be replayed.",
  BANK_PROVIDER_OFF:
    "This bank connection is switched off: the request can't be replayed. Please check the environment.",
  REFUND_EXCEEDS_PAYMENT:
    "More than the payment ({paymentWon} won) would be noted as given back; {notedWon} won are noted already.",
  REFUND_NOTE_NOT_FOUND: "The refund note was not found. Please reload the list.",
  REFUND_NOTE_RETRACTED: "This refund note was taken back already.",
  BANK_LIST_TOO_LARGE: "The file is too large. Please upload the list of one day (10 MB at most).",
  BANK_LIST_UNREADABLE: "The file can't be read. Please upload a CSV file in UTF-8 or CP949.",
  BANK_LIST_COLUMN_MISSING: "The column “{column}” is missing. Please check the header.",
  BANK_LIST_LINE_INVALID: "The value of “{column}” in line {line} can't be read: {value}",
  BANK_LIST_EMPTY: "There are no transactions in this file.",
  BANK_LIST_NOT_FOUND: "The bank list was not found.",
  BANK_LIST_LINES_UNKNOWN: "Some of the chosen transactions are here already. Please reload the page.",
  NOTIFICATION_NOT_FAILED: "Only a failed message can be sent again. Please reload the list.",
  NOTIFICATION_NOT_FOUND: "That message could not be found. Please reload the list.",
  IMPORT_EMPTY: "There is nothing to bill in this file. It needs at least one customer below its header.",
  IMPORT_TOO_LARGE: "The file is too large. Up to {maxMebibytes} MB can be uploaded.",
  IMPORT_NOT_A_TABLE:
    "This file is {format, select, png {a picture (PNG)} jpeg {a photo (JPEG)} gif {a picture (GIF)} pdf {a PDF document} gzip {an archive (gzip)} zip {an archive (ZIP)} ole {an Office document} html {a web page} other {no table}} and can't be read as a table. {format, select, zip {Unpack it, and upload the CSV or Excel file (.xlsx) inside.} html {Open it in Excel, use “Save as” → Excel workbook (.xlsx), and upload that file.} other {Please upload what the ERP exports as CSV or Excel (.xlsx).}}",
  IMPORT_XLS_UNSUPPORTED:
    "{format, select, xlsb {A .xlsb} other {An old Excel file (.xls)}} can't be read. Open it in Excel, use “Save as” → Excel workbook (.xlsx), and upload that file.",
  IMPORT_XLSX_LOCKED:
    "This workbook has a password. In Excel, remove it under File → Info → Protect workbook → Encrypt with password, save, and upload again.",
  IMPORT_XLSX_DAMAGED:
    "This workbook is damaged and can't be read ({part}). Open it in Excel and save it under a new name, or export it from the ERP again.",
  IMPORT_XLSX_TOO_LARGE:
    "This workbook unpacks to too much ({part}; up to {maxMebibytes} MB). Delete sheets and rows you don't need, or save it as CSV, and upload again.",
  IMPORT_SHEET_NOT_FOUND: "There is no sheet “{sheet}” in this file. Choose one of these: {sheetNames}.",
  IMPORT_ENCODING_UNKNOWN:
    "The file's encoding could not be told: line {lineNo} “{value}” can't be read. Choose the encoding below and read the file again.",
  IMPORT_ENCODING_MIXED:
    "Up to line {lastLineNo} this file is in {before}, from line {lineNo}, “{value}”, on in {after}: two files seem to have been put together. Upload them one by one, or join them in Excel and save them in one encoding.",
  IMPORT_HEADER_NOT_FOUND:
    "The line with the columns' names was not found. Enter its number below and read the file again.",
  IMPORT_QUOTE_UNCLOSED:
    'The quote (") on line {lineNo}, column {columnNo}, before “{value}…” is never closed. Please mend that line and upload again.',
  IMPORT_ROW_TOO_LONG:
    "Line {lineNo}, column {columnNo}, “{value}…” is too long (a line may have {maxChars, number} characters). Line breaks may be missing, or the file is not a table. Shorten that cell and upload again.",
  IMPORT_TOO_MANY_COLUMNS:
    "Line {lineNo} has {columnCount, number} columns. Up to {maxColumns, number} can be read; the next value is “{value}”. Check the delimiter, or delete columns you don't need, and upload again.",
  IMPORT_UPLOAD_MALFORMED: "Sending the file failed. Please reload the page and upload it again.",
  IMPORT_ROW_NOT_FOUND: "Line {lineNo} of the file has no such cell. Reload the page.",
  IMPORT_NOT_FOUND: "The uploaded file was not found. Please upload it again.",
  IMPORT_DISCARDED: "This file was discarded. Please upload it again.",
  IMPORT_ALREADY_ISSUED: "This file has been billed and can't be changed.",
  IMPORT_CHANGED:
    "This changed after you looked at it. It is {count} stores and {totalWon} now. Please check again.",
  IMPORT_HAS_ERRORS: "{errorCount} rows still have an error. Mend or skip them before billing.",
  IMPORT_NOTHING_TO_BILL: "There is no store to bill.",
  IMPORT_CUSTOMERS_CHANGED:
    "Nothing was billed: {missing} of the customers changed after the file was read. “Read again” shows which rows.",
  TEST_MESSAGE_LIMIT: "At most {maxAnHour} test messages can be sent within an hour. Try again later.",
  BATCH_HOLD_OVER:
    "Messages have begun to leave, so the batch cannot be taken back. You can still cancel it; the stores are then told.",
  BATCH_NOT_FOUND: "The bulk issue was not found.",
  BILL_NOT_FOUND: "The bill was not found. Refresh the list.",
  BILL_NOT_ACTIVE: "The bill has expired or was cancelled already. Refresh the list.",
  BATCH_KEY_REUSED: "This request was used for another file already. Refresh the page and try again.",
  EMAIL_TAKEN: "This e-mail address is in use: {email}",
  STAFF_DISTRIBUTOR_NOT_FOUND: "The distributor was not found.",
  SETTLEMENT_NOT_FOUND: "The settlement was not found.",
  SETTLEMENT_CONTRACT_MISSING: "The distributor has no settlement terms yet. Set them first.",
  SETTLEMENT_CONTRACT_TOO_EARLY: "New terms can apply from {earliestOn}.",
  TRADE_RELATIONSHIP_NOT_FOUND: "The store was not found, no longer trades, or has no account.",
  TRADE_RELATIONSHIP_EXISTS: "The distributor and the store trade already.",
  TRADE_RELATIONSHIP_ENDED: "This trade relationship has ended.",
  TRADE_RELATIONSHIP_NOT_ENDED: "This trade relationship has not ended.",
  CUSTOMER_CODE_TAKEN: "Another store has this customer code.",
  DISTRIBUTOR_NOT_FOUND: "The distributor was not found.",
  DISTRIBUTOR_EXISTS: "This business registration number is registered already.",
  STORE_NOT_FOUND: "The store was not found.",
  STORE_EXISTS: "This business registration number is registered already.",
  VIRTUAL_ACCOUNTS_SHORT:
    "{neededCount} virtual accounts are needed and only {freeCount} are free, so nobody was registered. Ask our operators for more, or register some first.",
  NO_FREE_VIRTUAL_ACCOUNT: "No free account is left at this bank. Add accounts first.",
  BUSINESS_NUMBER_WRONG: "Check the business registration number.",
  PHONE_NUMBER_WRONG: "Check the mobile number.",
  PERIOD_REVERSED: "The period ends before it starts.",
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
