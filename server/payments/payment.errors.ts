export const paymentErrorCodes = [
  "PAYMENT_NOT_FOUND",
  "PAYMENT_LINK_UNCHANGED",
  "NO_ACTIVE_BILL",
  "DEPOSIT_NOT_FOUND",
  "DEPOSIT_ALREADY_ATTRIBUTED",
  "DEPOSIT_CANCELED",
  "HELD_NOTICE_NOT_FOUND",
  "HELD_NOTICE_RESOLVED",
  "HELD_NOTICE_NOT_APPLICABLE",
  "SANDBOX_ONLY",
] as const;
export type PaymentErrorCode = (typeof paymentErrorCodes)[number];
