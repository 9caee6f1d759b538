import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Deposits } from "#components/deposit/deposits.tsx";
import { LinkButton } from "#components/patterns/link-button.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("deposit");
  return { title: t("title") };
}

export default async function DepositsPage() {
  const t = await getTranslations("deposit");
  return (
    <>
      <PageHeader
        actions={
          <LinkButton href="/admin/audit?action=deposit" icon="audit" variant="default">
            {t("toAudit")}
          </LinkButton>
        }
        description={t("description")}
        title={t("title")}
      />
      <Deposits />
    </>
  );
}
