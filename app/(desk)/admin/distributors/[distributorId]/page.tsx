import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DistributorDetail } from "#components/admin/distributor-detail.tsx";
import { distributorInput } from "#server/trade-relationships/trade-relationship.schema.ts";

type Props = { params: Promise<{ distributorId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.distributor");
  return { title: t("title") };
}

export default async function AdminDistributorPage({ params }: Props) {
  const { data } = distributorInput.safeParse(await params);
  if (!data) notFound();
  return <DistributorDetail distributorId={data.distributorId} />;
}
