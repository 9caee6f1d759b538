import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditList } from "#components/audit/audit-list.tsx";
import { LinkButton } from "#components/patterns/link-button.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit");
  return { title: t("title") };
}

export default async function AuditPage() {
  const [t, integrity] = await Promise.all([getTranslations("audit"), getTranslations("integrity")]);
  return (
    <>
      <PageHeader
        actions={
          <LinkButton href="/admin/audit/integrity" variant="default">
            {integrity("open")}
          </LinkButton>
        }
        description={t("description")}
        title={t("title")}
      />
      <AuditList />
    </>
  );
}
