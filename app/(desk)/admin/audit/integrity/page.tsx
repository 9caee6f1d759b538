import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Integrity } from "#components/audit/integrity.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("integrity");
  return { title: t("title") };
}

export default async function IntegrityPage() {
  const t = await getTranslations("integrity");
  return (
    <>
      <PageHeader
        back={{ href: "/admin/audit", label: t("back") }}
        description={t("description")}
        title={t("title")}
      />
      <Integrity />
    </>
  );
}
