import { QueryClient } from "@tanstack/react-query";
import { createHydrationHelpers } from "@trpc/react-query/rsc";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { billFilterValues, billListInput } from "#components/bill/bill-filters.ts";
import { BillList } from "#components/bill/bill-list.tsx";
import { BillListHeader } from "#components/bill/bill-list-header.tsx";
import { serverCaller } from "#server/caller.ts";
import type { AppRouter } from "#server/router.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bill"))("title") };
}

type BillsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function BillsPage({ searchParams }: BillsPageProps) {
  const input = billListInput(billFilterValues(await searchParams));
  const queryClient = new QueryClient();
  const { trpc, HydrateClient } = createHydrationHelpers<AppRouter>(await serverCaller(), () => queryClient);
  await Promise.all([trpc.bill.list.prefetchInfinite(input), trpc.bill.counts.prefetch()]);
  return (
    <HydrateClient>
      <BillListHeader />
      <BillList />
    </HydrateClient>
  );
}
