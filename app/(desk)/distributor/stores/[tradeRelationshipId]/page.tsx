import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RelationshipDetail } from "#components/trade-relationship/relationship-detail.tsx";
import { tradeRelationshipInput } from "#server/trade-relationships/trade-relationship.schema.ts";

type Props = { params: Promise<{ tradeRelationshipId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("tradeRelationship");
  return { title: t("title") };
}

export default async function StorePage({ params }: Props) {
  const { data } = tradeRelationshipInput.safeParse(await params);
  if (!data) notFound();
  return <RelationshipDetail tradeRelationshipId={data.tradeRelationshipId} />;
}
