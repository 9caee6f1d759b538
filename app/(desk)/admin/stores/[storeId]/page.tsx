import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { StoreDetail } from "#components/admin/store-detail.tsx";
import { storeInput } from "#server/trade-relationships/trade-relationship.schema.ts";

type Props = { params: Promise<{ storeId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.store");
  return { title: t("title") };
}

export default async function AdminStorePage({ params }: Props) {
  const { data } = storeInput.safeParse(await params);
  if (!data) notFound();
  return <StoreDetail storeId={data.storeId} />;
}
