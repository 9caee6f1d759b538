import { QueryClient } from "@tanstack/react-query";
import { createHydrationHelpers } from "@trpc/react-query/rsc";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { historyInput } from "#components/settlement/settlement-inputs.ts";
import { SettlementOverview } from "#components/settlement/settlement-overview.tsx";
import { serverCaller } from "#server/caller.ts";
import type { AppRouter } from "#server/router.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settlement");
  return { title: t("title") };
}

export default async function SettlementsPage() {
  const t = await getTranslations("settlement");
  const queryClient = new QueryClient();
  const { trpc, HydrateClient } = createHydrationHelpers<AppRouter>(await serverCaller(), () => queryClient);
  await Promise.all([
    trpc.settlement.forecast.prefetch(),
    trpc.settlement.contract.prefetch(),
    trpc.settlement.history.prefetchInfinite(historyInput),
  ]);
  return (
    <HydrateClient>
      <PageHeader description={t("description")} title={t("title")} />
      <SettlementOverview />
    </HydrateClient>
  );
}
