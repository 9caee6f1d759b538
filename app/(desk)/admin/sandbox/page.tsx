import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BankSimulator } from "#components/deposit/bank-simulator.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("deposit.sandbox");
  return { title: t("title") };
}

export default async function SandboxPage() {
  const t = await getTranslations("deposit.sandbox");
  return (
    <>
      <PageHeader description={t("description")} title={t("title")} />
      <BankSimulator />
    </>
  );
}
