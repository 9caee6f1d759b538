import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DistributorList } from "#components/admin/distributor-list.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.distributor");
  return { title: t("title") };
}

export default function AdminDistributorsPage() {
  return <DistributorList />;
}
