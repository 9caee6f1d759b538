import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { CalendarDays } from "#components/settlement/calendar-days.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("payout.calendar");
  return { title: t("title") };
}

export default async function CalendarPage() {
  const [t, settlement] = await Promise.all([
    getTranslations("payout.calendar"),
    getTranslations("settlement.admin"),
  ]);
  return (
    <>
      <PageHeader
        back={{ href: "/admin/settlements", label: settlement("back") }}
        description={t("description")}
        title={t("title")}
      />
      <CalendarDays />
    </>
  );
}
