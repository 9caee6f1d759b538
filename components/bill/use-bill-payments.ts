import { trpc } from "#components/trpc/client.ts";
import type { BillRow } from "./bill.types.ts";
import { billPaymentsInput } from "./bill-payments-input.ts";

/** Payments linked to the bill and their reversals, newest transfer first. */
export function useBillPayments(bill: BillRow) {
  return trpc.payment.list.useInfiniteQuery(billPaymentsInput(bill), {
    getNextPageParam: (page) => page.nextCursor,
  });
}
