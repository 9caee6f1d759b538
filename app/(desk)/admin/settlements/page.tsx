import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "#components/patterns/link-button.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { SettlementList } from "#components/settlement/settlement-list.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settlement.admin");
  return { title: t("title") };
}

export default async function AdminSettlementsPage() {
  const [t, payout] = await Promise.all([getTranslations("settlement.admin"), getTranslations("payout")]);
  return (
    <>
      <PageHeader
        actions={
          <>
            <LinkButton href="/admin/settlements/calendar" variant="default">
              {payout("calendar.open")}
            </LinkButton>
            <LinkButton href="/admin/settlements/contracts" variant="default">
              {t("contracts")}
            </LinkButton>
          </>
        }
        description={t("description")}
        title={t("title")}
      />
      <SettlementList />
    </>
  );
}
