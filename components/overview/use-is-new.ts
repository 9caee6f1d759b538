import { trpc } from "#components/trpc/client.ts";
import { anyBillInput, latestPaymentsInput } from "./overview-inputs.ts";

/** Nothing was ever billed and nothing has come in. False while that is not known. */
export function useIsNew(): boolean {
  const bills = trpc.bill.list.useQuery(anyBillInput);
  const payments = trpc.payment.list.useQuery(latestPaymentsInput);
  return bills.data?.items.length === 0 && payments.data?.items.length === 0;
}
