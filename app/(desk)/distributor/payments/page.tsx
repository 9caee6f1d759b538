import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "#components/patterns/link-button.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { PaymentList } from "#components/payment/payment-list.tsx";
import { PaymentToday } from "#components/payment/payment-today.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payment");
  return { title: t("title") };
}

export default async function PaymentsPage() {
  const t = await getTranslations("payment");
  const [erpExport, statement] = await Promise.all([
    getTranslations("erpExport"),
    getTranslations("statement"),
  ]);
  return (
    <>
      <PageHeader
        actions={
          <>
            <LinkButton href="/distributor/payments/statement" variant="default">
              {statement("open")}
            </LinkButton>
            <LinkButton href="/distributor/payments/export" variant="default">
              {erpExport("open")}
            </LinkButton>
          </>
        }
        description={t("description")}
        title={t("title")}
      />
      <PaymentToday />
      <PaymentList />
    </>
  );
}
