import type { BillFacts, MessageFacts, PaymentFacts } from "./message-facts.repository.ts";

/** A line that is null is left out; an empty one parts paragraphs. */
export type Lines = (string | null)[];

/**
 * One template a kind, in one language. A message says whom it is from, what happened, the amount, and what to do;
 * never a sum over bills and never arrears (rule R3).
 */
export interface MessageTemplates {
  billIssued(facts: MessageFacts, bill: BillFacts): Lines;
  billCorrected(facts: MessageFacts, bill: BillFacts, correctedWon: bigint): Lines;
  billCanceled(facts: MessageFacts, bill: BillFacts): Lines;
  unpaidReminder(facts: MessageFacts, bill: BillFacts): Lines;
  paymentComplete(facts: MessageFacts, payment: PaymentFacts): Lines;
  paymentCanceled(facts: MessageFacts, payment: PaymentFacts): Lines;
  /** To a distributor: a payment that came in, or (`canceled`) was taken back. */
  payment(facts: MessageFacts, payment: PaymentFacts, canceled: boolean): Lines;
  billLink(linkUrl: string): Lines;
}
