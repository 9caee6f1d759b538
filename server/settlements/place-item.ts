import type { Tx } from "#server/platform/db.ts";
import type { CalendarChanges } from "./bank-calendar.ts";
import { createSettlement, insertItem, type NewItem } from "./settlement.repository.ts";
import { firstOpenPayoutOn, type ItemReason, isPayoutDayBegun } from "./settlement.rules.ts";

export interface Placement {
  settlementId: string;
  payoutOn: string;
  reason: ItemReason;
}

/**
 * Puts an item into the settlement that it belongs to, or, if that one is closed or its payout day has begun, into the
 * first that is still open. One round trip, three for a day's first item.
 *
 * Locks: a settlement's row FOR SHARE, until the caller commits; so items of one settlement do not wait for each other,
 * and a closing waits for them. The closing locks rows by (distributor, payout day); a transaction that places two items
 * in another order can meet it, or another such transaction, in a deadlock, which `transaction` repeats.
 */
export async function placeItem(
  tx: Tx,
  item: NewItem,
  expected: { payoutOn: string; reason: ItemReason; today: string; changes: CalendarChanges },
): Promise<Placement> {
  let { payoutOn, reason } = expected;
  const { today, changes } = expected;
  if (isPayoutDayBegun(payoutOn, today)) {
    payoutOn = firstOpenPayoutOn(payoutOn, today, changes);
    reason = "LATE_NOTICE";
  }
  for (;;) {
    const settlementId =
      (await insertItem(tx, item, payoutOn, reason)) ?? (await intoNew(tx, item, payoutOn, reason));
    if (settlementId) return { settlementId, payoutOn, reason };
    payoutOn = firstOpenPayoutOn(payoutOn, today, changes); // closed between our look at the clock and the insert
    reason = "LATE_NOTICE";
  }
}

async function intoNew(tx: Tx, item: NewItem, payoutOn: string, reason: ItemReason): Promise<string | null> {
  await createSettlement(tx, item.distributorId, payoutOn);
  return insertItem(tx, item, payoutOn, reason);
}
