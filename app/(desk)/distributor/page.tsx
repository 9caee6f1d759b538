import { QueryClient } from "@tanstack/react-query";
import { createHydrationHelpers } from "@trpc/react-query/rsc";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Overview } from "#components/overview/overview.tsx";
import { anyBillInput, latestPaymentsInput } from "#components/overview/overview-inputs.ts";
import { serverCaller } from "#server/caller.ts";
import type { AppRouter } from "#server/router.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bill.overview"))("title") };
}

export default async function OverviewPage() {
  const queryClient = new QueryClient();
  const { trpc, HydrateClient } = createHydrationHelpers<AppRouter>(await serverCaller(), () => queryClient);
  await Promise.all([
    trpc.payment.today.prefetch(),
    trpc.bill.counts.prefetch(),
    trpc.settlement.forecast.prefetch(),
    trpc.notification.counts.prefetch(),
    trpc.payment.list.prefetch(latestPaymentsInput),
    trpc.bill.list.prefetch(anyBillInput),
  ]);
  return (
    <HydrateClient>
      <Overview />
    </HydrateClient>
  );
}
