import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import type { BillErrorCode } from "#server/bills/bill.errors.ts";
import type { IdentityErrorCode } from "#server/identity/identity.errors.ts";
import type { ImportErrorCode } from "#server/imports/import.errors.ts";
import type { NotificationErrorCode } from "#server/notifications/notification.errors.ts";
import type { PaymentErrorCode } from "#server/payments/payment.errors.ts";
import type { SettlementErrorCode } from "#server/settlements/settlement.errors.ts";
import type { TradeRelationshipErrorCode } from "#server/trade-relationships/trade-relationship.errors.ts";

/** Every code a DomainError may carry. */
export type ErrorCode =
  | AccessErrorCode
  | BillErrorCode
  | IdentityErrorCode
  | ImportErrorCode
  | NotificationErrorCode
  | PaymentErrorCode
  | SettlementErrorCode
  | TradeRelationshipErrorCode;

export type AccessErrorCode = "UNAUTHENTICATED" | "FORBIDDEN" | "LINK_INVALID";

/** A code that is missing here does not compile. */
const httpCodes = {
  UNAUTHENTICATED: "UNAUTHORIZED",
  FORBIDDEN: "FORBIDDEN",
  LINK_INVALID: "NOT_FOUND",
  BILL_NOT_FOUND: "NOT_FOUND",
  BILL_NOT_ACTIVE: "CONFLICT",
  BATCH_KEY_REUSED: "CONFLICT",
  NOTIFICATION_NOT_FAILED: "CONFLICT",
  PAYMENT_NOT_FOUND: "NOT_FOUND",
  PAYMENT_LINK_UNCHANGED: "CONFLICT",
  NO_ACTIVE_BILL: "CONFLICT",
  DEPOSIT_NOT_FOUND: "NOT_FOUND",
  DEPOSIT_ALREADY_ATTRIBUTED: "CONFLICT",
  DEPOSIT_CANCELED: "CONFLICT",
  HELD_NOTICE_NOT_FOUND: "NOT_FOUND",
  HELD_NOTICE_RESOLVED: "CONFLICT",
  HELD_NOTICE_NOT_APPLICABLE: "CONFLICT",
  SANDBOX_ONLY: "FORBIDDEN",
  SETTLEMENT_NOT_FOUND: "NOT_FOUND",
  SETTLEMENT_CONTRACT_MISSING: "CONFLICT",
  SETTLEMENT_CONTRACT_TOO_EARLY: "CONFLICT",
  TRADE_RELATIONSHIP_NOT_FOUND: "NOT_FOUND",
  TRADE_RELATIONSHIP_EXISTS: "CONFLICT",
  TRADE_RELATIONSHIP_ENDED: "CONFLICT",
  TRADE_RELATIONSHIP_NOT_ENDED: "CONFLICT",
  CUSTOMER_CODE_TAKEN: "CONFLICT",
  DISTRIBUTOR_NOT_FOUND: "NOT_FOUND",
  DISTRIBUTOR_EXISTS: "CONFLICT",
  STORE_NOT_FOUND: "NOT_FOUND",
  STORE_EXISTS: "CONFLICT",
  NO_FREE_VIRTUAL_ACCOUNT: "CONFLICT",
  EMAIL_TAKEN: "CONFLICT",
  STAFF_DISTRIBUTOR_NOT_FOUND: "NOT_FOUND",
  IMPORT_EMPTY: "UNPROCESSABLE_CONTENT",
  IMPORT_TOO_LARGE: "PAYLOAD_TOO_LARGE",
  IMPORT_NOT_A_TABLE: "UNPROCESSABLE_CONTENT",
  IMPORT_XLSX_UNSUPPORTED: "UNPROCESSABLE_CONTENT",
  IMPORT_ENCODING_UNKNOWN: "UNPROCESSABLE_CONTENT",
  IMPORT_HEADER_NOT_FOUND: "UNPROCESSABLE_CONTENT",
  IMPORT_QUOTE_UNCLOSED: "UNPROCESSABLE_CONTENT",
  IMPORT_ROW_TOO_LONG: "UNPROCESSABLE_CONTENT",
  IMPORT_TOO_MANY_COLUMNS: "UNPROCESSABLE_CONTENT",
  IMPORT_UPLOAD_MALFORMED: "BAD_REQUEST",
  IMPORT_NOT_FOUND: "NOT_FOUND",
  IMPORT_DISCARDED: "CONFLICT",
  IMPORT_ALREADY_ISSUED: "CONFLICT",
  IMPORT_CHANGED: "CONFLICT",
  IMPORT_HAS_ERRORS: "CONFLICT",
  IMPORT_NOTHING_TO_BILL: "CONFLICT",
  IMPORT_CUSTOMERS_CHANGED: "CONFLICT",
  BATCH_NOT_FOUND: "NOT_FOUND",
} satisfies Record<ErrorCode, TRPC_ERROR_CODE_KEY>;

/** All of them; each needs a text for people (components/i18n, namespace `errors`). */
export const errorCodes = Object.keys(httpCodes) as ErrorCode[];

export function isErrorCode(code: string): code is ErrorCode {
  return code in httpCodes;
}

/** The tRPC (and so HTTP) code of a domain error. */
export function httpCodeOf(code: ErrorCode): TRPC_ERROR_CODE_KEY {
  return httpCodes[code];
}
