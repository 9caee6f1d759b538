import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditList } from "#components/audit/audit-list.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit");
  return { title: t("title") };
}

export default async function AuditPage() {
  const t = await getTranslations("audit");
  return (
    <>
      <PageHeader description={t("description")} title={t("title")} />
      <AuditList />
    </>
  );
}
