import { type LinkFacts, type LinkReason, linkReasonOf } from "./link-reason.ts";

/** Money that the distributor gave back by itself, as it noted it. */
export interface PaymentRefund {
  refundNoteId: string;
  amountWon: bigint;
  /** yyyy-mm-dd */
  refundedOn: string;
  note: string;
}

/** What a list's row carries besides the payment itself, as the database tells it (JSON knows no bigint). */
export interface NoteFacts {
  linkFacts: LinkFacts;
  refundFacts: (Omit<PaymentRefund, "amountWon"> & { amountWon: string })[];
}

/** The same for people of both sides: why the payment is linked where it is, and what was given back of it. */
export interface PaymentNotes {
  linkReason: LinkReason;
  refunds: PaymentRefund[];
}

export function withNotes<Row extends NoteFacts>(row: Row): Omit<Row, keyof NoteFacts> & PaymentNotes {
  const { linkFacts, refundFacts, ...rest } = row;
  const refunds = refundFacts.map((refund) => ({ ...refund, amountWon: BigInt(refund.amountWon) }));
  return { ...rest, linkReason: linkReasonOf(linkFacts), refunds };
}
