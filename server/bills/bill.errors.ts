export const billErrorCodes = ["BILL_NOT_FOUND", "BILL_NOT_ACTIVE"] as const;
export type BillErrorCode = (typeof billErrorCodes)[number];
