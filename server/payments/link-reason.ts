/** What the database tells of a payment's link (SQL function payment_link_facts); instants as ISO text. */
export interface LinkFacts {
  /** Of the newest link by hand; null: none was ever made. */
  linkedAt: string | null;
  /** Of the bill that the payment belongs to; null: to none. */
  billIssuedAt: string | null;
  /** Of a payment without a bill: the last bill that had begun before the transfer; null: there was none. */
  lastBillStatus: "ACTIVE" | "EXPIRED" | "CANCELED" | null;
  lastBillEndedAt: string | null;
}

/** Why a payment is linked where it is: a code, and what its sentence names. The same for both sides. */
export type LinkReason =
  | { code: "LINKED_BY_HAND"; linkedAt: Date; billIssuedAt: Date }
  | { code: "UNLINKED_BY_HAND"; linkedAt: Date }
  | { code: "DURING_BILL"; billIssuedAt: Date }
  | { code: "AFTER_CANCELLATION"; canceledAt: Date }
  | { code: "BEFORE_FIRST_BILL" };

/**
 * Rule R5 in one sentence: a link by hand wins; else the payment belongs to the bill that was active at the moment of
 * the transfer. Where there was none, either no bill had been issued yet, or the last one had been cancelled: an
 * expired bill ends in the very moment in which the next begins.
 */
export function linkReasonOf(facts: LinkFacts): LinkReason {
  const { linkedAt, billIssuedAt, lastBillStatus, lastBillEndedAt } = facts;
  if (linkedAt !== null) {
    return billIssuedAt === null
      ? { code: "UNLINKED_BY_HAND", linkedAt: new Date(linkedAt) }
      : { code: "LINKED_BY_HAND", linkedAt: new Date(linkedAt), billIssuedAt: new Date(billIssuedAt) };
  }
  if (billIssuedAt !== null) return { code: "DURING_BILL", billIssuedAt: new Date(billIssuedAt) };
  if (lastBillStatus === null || lastBillEndedAt === null) return { code: "BEFORE_FIRST_BILL" };
  return { code: "AFTER_CANCELLATION", canceledAt: new Date(lastBillEndedAt) };
}
