import type { BillErrorCode } from "#server/bills/bill.errors.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { StoreActor } from "#server/trpc/actor.ts";
import { type BillWithPayments, withPayments } from "./bill-with-payments.ts";
import { readSnapshot } from "./read-snapshot.ts";
import * as bills from "./store-bill.repository.ts";

/** One of the owner's bills with its account and payments. Throws BILL_NOT_FOUND, for another owner's bill too. */
export function getStoreBill(
  actor: StoreActor,
  billId: string,
): Promise<BillWithPayments & { account: bills.StoreAccount | null }> {
  return readSnapshot(async (tx) => {
    const bill = await bills.findStoreBill(tx, actor.phoneNumber, billId);
    if (!bill) throw new DomainError<BillErrorCode>("BILL_NOT_FOUND");
    const trade = await bills.findTrade(tx, bill.tradeRelationshipId);
    return { ...(await withPayments(tx, bill)), account: trade?.account ?? null };
  });
}
