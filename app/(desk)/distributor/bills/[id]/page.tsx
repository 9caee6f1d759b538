import { QueryClient } from "@tanstack/react-query";
import { createHydrationHelpers } from "@trpc/react-query/rsc";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BillDetail } from "#components/bill/bill-detail.tsx";
import { idOf } from "#components/bill/bill-filters.ts";
import { billPaymentsInput } from "#components/bill/bill-payments-input.ts";
import { notificationListInput } from "#components/notification/notification-filters.ts";
import { domainFailureOf } from "#components/ui/error-text.ts";
import { serverCaller } from "#server/caller.ts";
import type { AppRouter } from "#server/router.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bill"))("title") };
}

export default async function BillPage({ params }: { params: Promise<{ id: string }> }) {
  const billId = idOf((await params).id);
  if (billId === null) notFound();
  const caller = await serverCaller();
  const bill = await caller.bill.get({ billId }).catch(notFoundIfUnknown);
  const queryClient = new QueryClient();
  const { trpc, HydrateClient } = createHydrationHelpers<AppRouter>(caller, () => queryClient);
  await Promise.all([
    trpc.bill.get.prefetch({ billId }),
    trpc.payment.list.prefetchInfinite(billPaymentsInput(bill)),
    trpc.notification.list.prefetchInfinite(notificationListInput({ billId })),
  ]);
  return (
    <HydrateClient>
      <BillDetail billId={billId} />
    </HydrateClient>
  );
}

/** Another distributor's bill is as unknown as one that never was. */
function notFoundIfUnknown(error: unknown): never {
  const cause = error instanceof Error ? error.cause : null;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : null;
  if (code === "BILL_NOT_FOUND" || domainFailureOf(error).code === "NOT_FOUND") notFound();
  throw error;
}
