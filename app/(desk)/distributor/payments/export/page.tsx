import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { ErpExports } from "#components/payment/export/erp-export.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("erpExport");
  return { title: t("title") };
}

export default async function ErpExportPage() {
  const t = await getTranslations("erpExport");
  return (
    <>
      <PageHeader
        back={{ href: "/distributor/payments", label: t("back") }}
        description={t("description")}
        title={t("title")}
      />
      <ErpExports />
    </>
  );
}
