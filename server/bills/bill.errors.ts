export const billErrorCodes = ["BILL_NOT_FOUND", "BILL_NOT_ACTIVE", "BATCH_KEY_REUSED"] as const;
export type BillErrorCode = (typeof billErrorCodes)[number];
