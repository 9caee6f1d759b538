import { QueryClient } from "@tanstack/react-query";
import { createHydrationHelpers } from "@trpc/react-query/rsc";
import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OwnSettlement } from "#components/settlement/settlement-detail.tsx";
import { itemsInput } from "#components/settlement/settlement-inputs.ts";
import { serverCaller } from "#server/caller.ts";
import type { AppRouter } from "#server/router.ts";
import { settlementInput } from "#server/settlements/settlement.schema.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settlement");
  return { title: t("title") };
}

type Props = { params: Promise<{ settlementId: string }> };

export default async function SettlementPage({ params }: Props) {
  const { settlementId } = settlementInput.safeParse(await params).data ?? notFound();
  const caller = await serverCaller();
  await caller.settlement.get({ settlementId }).catch((error: unknown) => {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
  }); // any other failure comes up again in the browser, which can say it and try again
  const queryClient = new QueryClient();
  const { trpc, HydrateClient } = createHydrationHelpers<AppRouter>(caller, () => queryClient);
  await Promise.all([
    trpc.settlement.get.prefetch({ settlementId }),
    trpc.settlement.items.prefetchInfinite(itemsInput(settlementId)),
  ]);
  return (
    <HydrateClient>
      <OwnSettlement settlementId={settlementId} />
    </HydrateClient>
  );
}
