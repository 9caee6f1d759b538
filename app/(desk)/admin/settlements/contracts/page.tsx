import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { ContractList } from "#components/settlement/contract-list.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settlement.admin");
  return { title: t("contractsTitle") };
}

export default async function ContractsPage() {
  const t = await getTranslations("settlement.admin");
  return (
    <>
      <PageHeader
        back={{ href: "/admin/settlements", label: t("back") }}
        description={t("contractsDescription")}
        title={t("contractsTitle")}
      />
      <ContractList />
    </>
  );
}
