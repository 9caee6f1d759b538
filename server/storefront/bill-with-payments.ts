import type { Tx } from "#server/platform/db.ts";
import type { StoreBill } from "./store-bill.repository.ts";
import { listPaymentsOfBill, type StorePayment } from "./store-payment.repository.ts";

export interface BillWithPayments extends StoreBill {
  /** Linked to the bill, reversals among them, newest transfer first. */
  payments: StorePayment[];
}

/** Reads a bill's payments; in the snapshot in which the bill was read, so that its sum is theirs. */
export async function withPayments(tx: Tx, bill: StoreBill): Promise<BillWithPayments> {
  return { ...bill, payments: await listPaymentsOfBill(tx, bill) };
}
