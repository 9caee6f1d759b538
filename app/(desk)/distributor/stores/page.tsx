import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { RelationshipList } from "#components/trade-relationship/relationship-list.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("tradeRelationship");
  return { title: t("title") };
}

export default async function StoresPage() {
  const t = await getTranslations("tradeRelationship");
  return (
    <>
      <PageHeader description={t("description")} title={t("title")} />
      <RelationshipList />
    </>
  );
}
