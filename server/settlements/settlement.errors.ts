export const settlementErrorCodes = [
  "SETTLEMENT_NOT_FOUND",
  "SETTLEMENT_CONTRACT_MISSING",
  "SETTLEMENT_CONTRACT_TOO_EARLY",
] as const;
export type SettlementErrorCode = (typeof settlementErrorCodes)[number];
