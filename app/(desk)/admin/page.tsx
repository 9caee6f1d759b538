import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AdminOverview } from "#components/admin/admin-overview.tsx";
import { SendingAlarms } from "#components/admin-notification/sending-alarms.tsx";
import { IntegrityTile } from "#components/audit/integrity-tile.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.overview");
  return { title: t("title") };
}

export default async function AdminPage() {
  const t = await getTranslations("admin.overview");
  return (
    <>
      <PageHeader description={t("description")} title={t("title")} />
      <SendingAlarms />
      <AdminOverview />
      <IntegrityTile />
    </>
  );
}
