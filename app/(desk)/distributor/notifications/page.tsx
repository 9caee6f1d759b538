import { QueryClient } from "@tanstack/react-query";
import { createHydrationHelpers } from "@trpc/react-query/rsc";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotificationCounts } from "#components/notification/notification-counts.tsx";
import { notificationListInput, stateFilterOf } from "#components/notification/notification-filters.ts";
import { NotificationList } from "#components/notification/notification-list.tsx";
import { StopNotice } from "#components/notification/stop-notice.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { serverCaller } from "#server/caller.ts";
import type { AppRouter } from "#server/router.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("notification"))("title") };
}

type NotificationsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NotificationsPage({ searchParams }: NotificationsPageProps) {
  const t = await getTranslations("notification");
  const input = notificationListInput({ state: stateFilterOf((await searchParams).state) });
  const queryClient = new QueryClient();
  const { trpc, HydrateClient } = createHydrationHelpers<AppRouter>(await serverCaller(), () => queryClient);
  await Promise.all([
    trpc.notification.list.prefetchInfinite(input),
    trpc.notification.counts.prefetch(),
    trpc.notification.stop.prefetch(),
  ]);
  return (
    <HydrateClient>
      <PageHeader description={t("description")} title={t("title")} />
      <StopNotice />
      <NotificationCounts />
      <NotificationList />
    </HydrateClient>
  );
}
