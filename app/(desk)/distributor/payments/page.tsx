import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { PaymentList } from "#components/payment/payment-list.tsx";
import { PaymentToday } from "#components/payment/payment-today.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payment");
  return { title: t("title") };
}

export default async function PaymentsPage() {
  const t = await getTranslations("payment");
  return (
    <>
      <PageHeader description={t("description")} title={t("title")} />
      <PaymentToday />
      <PaymentList />
    </>
  );
}
