import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AdminNotificationList } from "#components/admin-notification/admin-notification-list.tsx";
import { QueueCountTiles } from "#components/admin-notification/queue-counts.tsx";
import { QueuePanel } from "#components/admin-notification/queue-panel.tsx";
import { SendingAlarms } from "#components/admin-notification/sending-alarms.tsx";
import { StopButton } from "#components/admin-notification/stop-button.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("adminNotification");
  return { title: t("title") };
}

export default async function AdminNotificationsPage() {
  const t = await getTranslations("adminNotification");
  return (
    <>
      <PageHeader
        actions={<StopButton target="choose" />}
        description={t("description")}
        title={t("title")}
      />
      <SendingAlarms />
      <QueueCountTiles />
      <QueuePanel />
      <AdminNotificationList />
    </>
  );
}
