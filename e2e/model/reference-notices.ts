import type { Notice } from "./reference.types.ts";

/** What makes two notices of one transaction the same. */
export function isSame(a: Notice, b: Notice): boolean {
  return (
    a.kind === b.kind &&
    a.transactionId === b.transactionId &&
    a.originalTransactionId === b.originalTransactionId &&
    a.accountNumber === b.accountNumber &&
    a.amountWon === b.amountWon &&
    a.tradedAt === b.tradedAt
  );
}

/** A cancellation takes back a whole deposit of the same account. */
export function takesBack(cancellation: Notice, original: Notice): boolean {
  return (
    original.kind === "RECEIVED" &&
    original.amountWon === cancellation.amountWon &&
    original.accountNumber === cancellation.accountNumber
  );
}
