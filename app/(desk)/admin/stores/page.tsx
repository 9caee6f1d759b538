import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { StoreList } from "#components/admin/store-list.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.store");
  return { title: t("title") };
}

export default function AdminStoresPage() {
  return <StoreList />;
}
