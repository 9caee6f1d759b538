import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { daysOfMonth } from "#components/payment/statement/month.ts";
import { StatementList } from "#components/payment/statement/statement-list.tsx";
import { serverCaller } from "#server/caller.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("statement");
  return { title: t("title") };
}

export default async function StatementPage() {
  const t = await getTranslations("statement");
  const caller = await serverCaller();
  const { on } = await caller.payment.today();
  return (
    <>
      <PageHeader
        back={{ href: "/distributor/payments", label: t("back") }}
        description={t("description")}
        title={t("title")}
      />
      <StatementList thisMonth={daysOfMonth(on.slice(0, 7))} />
    </>
  );
}
