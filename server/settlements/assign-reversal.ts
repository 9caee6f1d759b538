import type { Tx } from "#server/platform/db.ts";
import { type Placement, placeItem } from "./place-item.ts";
import { findItemOfPayment } from "./settlement.repository.ts";

export interface SettledReversal {
  id: string;
  paymentId: string;
  distributorId: string;
  amountWon: bigint;
  /** The moment of the cancellation, by the bank. */
  tradedAt: Date;
}

/**
 * Takes a reversed payment out of the distributor's settlement by a counter-entry: gross, fee and VAT of the payment's
 * own item, negated. It goes where the payment stands, so that money which has left the account again is not paid out;
 * when that settlement is closed, into the first that is still open (LATE_NOTICE). The day of the cancellation
 * (`tradedAt`) has no say in it: a cancellation gives nothing to wait for.
 */
export async function assignReversal(tx: Tx, reversal: SettledReversal): Promise<Placement> {
  const { id, paymentId, distributorId, amountWon } = reversal;
  const original = await findItemOfPayment(tx, paymentId);
  if (!original) throw new Error(`payment ${paymentId} stands in no settlement`);
  return placeItem(
    tx,
    {
      distributorId,
      paymentId: null,
      paymentReversalId: id,
      amountWon,
      feeWon: -original.feeWon,
      vatWon: -original.vatWon,
    },
    {
      payoutOn: original.payoutOn,
      reason: "IN_TIME",
      today: original.today,
      changes: original.changes,
    },
  );
}
