import { seoulDayOf } from "#server/platform/clock.ts";
import type { Tx } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import { type Placement, placeItem } from "./place-item.ts";
import type { SettlementErrorCode } from "./settlement.errors.ts";
import { findTerms } from "./settlement.repository.ts";
import { feeOf, payoutOn } from "./settlement.rules.ts";

export interface SettledPayment {
  id: string;
  distributorId: string;
  amountWon: bigint;
  /** The moment of the transfer, by the bank: it decides the contract and the payout day. */
  tradedAt: Date;
}

/**
 * Puts a payment into the distributor's settlement, in the transaction that records it (the database refuses to commit
 * a payment that stands in none). The fee is computed here once and stored; later contracts do not touch it.
 * Throws SETTLEMENT_CONTRACT_MISSING when the distributor has no contract at all.
 */
export async function assignPayment(tx: Tx, payment: SettledPayment): Promise<Placement> {
  const { id, distributorId, amountWon, tradedAt } = payment;
  const terms = await findTerms(tx, distributorId, seoulDayOf(tradedAt));
  if (!terms) throw new DomainError<SettlementErrorCode>("SETTLEMENT_CONTRACT_MISSING", { distributorId });
  const payout = payoutOn(tradedAt, terms, terms.changes);
  return placeItem(
    tx,
    { distributorId, paymentId: id, paymentReversalId: null, amountWon, ...feeOf(amountWon, terms) },
    {
      payoutOn: payout.payoutOn,
      reason: payout.reasons.includes("AFTER_CUTOFF") ? "AFTER_CUTOFF" : "IN_TIME",
      today: terms.today,
      changes: terms.changes,
    },
  );
}
