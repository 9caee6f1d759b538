export const billErrorCodes = [
  "BILL_NOT_FOUND",
  "BILL_NOT_ACTIVE",
  "BILL_AMOUNT_INVALID",
  "BILL_ALREADY_COVERED",
  "BILL_REMINDED_RECENTLY",
  "BATCH_KEY_REUSED",
] as const;
export type BillErrorCode = (typeof billErrorCodes)[number];
