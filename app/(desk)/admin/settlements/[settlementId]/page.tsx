import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { itemsPageSize } from "#components/settlement/page-size.ts";
import { AnySettlementDetail } from "#components/settlement/settlement-detail.tsx";
import { settlementInput } from "#server/settlements/settlement.schema.ts";
import { serverCaller } from "#server/trpc/caller.ts";

type Props = { params: Promise<{ settlementId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settlement.admin");
  return { title: t("title") };
}

export default async function AdminSettlementPage({ params }: Props) {
  const { settlementId } = settlementInput.safeParse(await params).data ?? notFound();
  const caller = (await serverCaller()).settlement;
  const [settlement, items] = await Promise.all([
    caller.getAny({ settlementId }),
    caller.itemsOfAny({ settlementId, limit: itemsPageSize }),
  ]).catch((error: unknown) => {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return <AnySettlementDetail initial={{ settlement, items }} settlementId={settlementId} />;
}
