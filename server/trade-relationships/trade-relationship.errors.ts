export const tradeRelationshipErrorCodes = [
  "TRADE_RELATIONSHIP_NOT_FOUND",
  "TRADE_RELATIONSHIP_EXISTS",
  "TRADE_RELATIONSHIP_ENDED",
  "TRADE_RELATIONSHIP_NOT_ENDED",
  "CUSTOMER_CODE_TAKEN",
  "DISTRIBUTOR_NOT_FOUND",
  "DISTRIBUTOR_EXISTS",
  "STORE_NOT_FOUND",
  "STORE_EXISTS",
  "NO_FREE_VIRTUAL_ACCOUNT",
  "VIRTUAL_ACCOUNTS_SHORT",
] as const;
export type TradeRelationshipErrorCode = (typeof tradeRelationshipErrorCodes)[number];
