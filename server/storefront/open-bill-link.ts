import { linkDaysAfterEnd, readBillLinkToken } from "#server/notifications/bill-link.ts";
import type { Tx } from "#server/platform/db.ts";
import { env } from "#server/platform/env.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { AccessErrorCode } from "#server/trpc/error-codes.ts";
import { type BillWithPayments, withPayments } from "./bill-with-payments.ts";
import { readSnapshot } from "./read-snapshot.ts";
import * as bills from "./store-bill.repository.ts";
import { listOtherPayments, type StorePayment } from "./store-payment.repository.ts";

/** What the link in a bill message shows: one trade relationship's, and nothing of any other. */
export interface LinkedBill {
  trade: bills.StoreTrade;
  bill: BillWithPayments;
  /** When the link's bill has ended: the active bill of the same trade, if there is one. */
  current: BillWithPayments | null;
  /** The trade's newest payments that belong to neither. */
  otherPayments: StorePayment[];
}

const maxOtherPayments = 10;

/**
 * Opens the link of a bill message, without a session. Throws LINK_INVALID, and tells no more, for a token that we
 * did not make, a bill that is gone, a revoked link, and one whose bill ended too long ago.
 */
export async function openBillLink(token: string): Promise<LinkedBill> {
  const billId = readBillLinkToken(token, env().AUTH_SECRET);
  const linked = billId && (await readSnapshot((tx) => readLinkedBill(tx, billId)));
  if (!linked) throw new DomainError<AccessErrorCode>("LINK_INVALID");
  return linked;
}

async function readLinkedBill(tx: Tx, billId: string): Promise<LinkedBill | null> {
  const bill = await bills.findBillOfOpenLink(tx, billId, linkDaysAfterEnd);
  if (!bill) return null;
  const { tradeRelationshipId } = bill;
  const trade = await bills.findTrade(tx, tradeRelationshipId);
  if (!trade) return null;
  const current =
    bill.status === "ACTIVE" ? null : await bills.findLinkableActiveBill(tx, tradeRelationshipId);
  const shownIds = [bill.billId, ...(current ? [current.billId] : [])];
  return {
    trade,
    bill: await withPayments(tx, bill),
    current: current && (await withPayments(tx, current)),
    otherPayments: await listOtherPayments(tx, tradeRelationshipId, shownIds, maxOtherPayments),
  };
}
