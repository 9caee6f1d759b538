import type { DemoBill, DemoPayment } from "./model.ts";

/** Rule R5 at an instant: the newest hand-made link, else the bill whose life contains the moment of the transfer. */
export function billOf(payment: DemoPayment, at: Date): DemoBill | null {
  const link = payment.links.filter((candidate) => candidate.at <= at).at(-1);
  if (link) return link.bill;
  const { tradedAt, relationship } = payment;
  return relationship.bills.find((bill) => bill.issuedAt <= tradedAt && isAliveAt(bill, tradedAt)) ?? null;
}

/** Whether an issued bill had not ended by then. */
export function isAliveAt(bill: DemoBill, at: Date): boolean {
  return bill.issuedAt <= at && (!bill.end || at < bill.end.at);
}

/** What had come in for a bill by then, net of reversals. */
export function collectedWon(bill: DemoBill, at: Date): bigint {
  return bill.relationship.payments
    .filter((payment) => payment.recordedAt <= at && !(payment.reversal && payment.reversal.recordedAt <= at))
    .filter((payment) => billOf(payment, at) === bill)
    .reduce((sum, payment) => sum + payment.amountWon, 0n);
}

/** Not below 0 (rule R1). */
export function remainingWon(bill: DemoBill, at: Date): bigint {
  const remaining = bill.amountWon - collectedWon(bill, at);
  return remaining > 0n ? remaining : 0n;
}
