import type { StoreActor } from "#server/trpc/actor.ts";
import { readSnapshot } from "./read-snapshot.ts";
import * as repository from "./store-bill.repository.ts";

export interface TradeWithBill extends repository.StoreTrade {
  bill: repository.StoreBill | null;
}

/**
 * Each trade of the owner's with its active bill, or with none: its account takes a payment all the same (rule R5).
 * Bills that still lack something come first, by due date.
 */
export async function listActiveBills(actor: StoreActor): Promise<TradeWithBill[]> {
  const [trades, bills] = await readSnapshot(async (tx) => [
    await repository.listTrades(tx, actor.phoneNumber),
    await repository.listActiveBills(tx, actor.phoneNumber),
  ]);
  const billOf = new Map(bills.map((bill) => [bill.tradeRelationshipId, bill]));
  return trades
    .map((trade) => ({ ...trade, bill: billOf.get(trade.tradeRelationshipId) ?? null }))
    .sort((one, other) => urgencyOf(one.bill).localeCompare(urgencyOf(other.bill)));
}

/** Sorts as text; the sort is stable, so trades of equal urgency keep their order by name. */
function urgencyOf(bill: repository.StoreBill | null): string {
  if (!bill) return "3";
  return bill.remainingWon === 0n ? "2" : `1 ${bill.dueOn ?? "9999-12-31"}`;
}
