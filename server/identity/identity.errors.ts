export const identityErrorCodes = ["EMAIL_TAKEN", "STAFF_DISTRIBUTOR_NOT_FOUND"] as const;
export type IdentityErrorCode = (typeof identityErrorCodes)[number];
