import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { VirtualAccounts } from "#components/admin/virtual-accounts.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.virtualAccount");
  return { title: t("title") };
}

export default function VirtualAccountsPage() {
  return <VirtualAccounts />;
}
