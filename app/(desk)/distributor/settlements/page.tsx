import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { historyPageSize } from "#components/settlement/page-size.ts";
import { SettlementOverview } from "#components/settlement/settlement-overview.tsx";
import { serverCaller } from "#server/trpc/caller.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settlement");
  return { title: t("title") };
}

export default async function SettlementsPage() {
  const t = await getTranslations("settlement");
  const { settlement } = await serverCaller();
  const [forecast, contract, history] = await Promise.all([
    settlement.forecast(),
    settlement.contract(),
    settlement.history({ limit: historyPageSize }),
  ]);
  return (
    <>
      <PageHeader description={t("description")} title={t("title")} />
      <SettlementOverview initial={{ forecast, contract, history }} />
    </>
  );
}
