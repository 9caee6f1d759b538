"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { StatGrid, StatTile } from "#components/patterns/stat-tile.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { useNotificationCounts } from "./use-notification-counts.ts";

/** How the queue of one's own messages stands; kept current while it moves. */
export function NotificationCounts() {
  const t = useTranslations("notification.count");
  const format = useFormat();
  const { data, error, refetch } = useNotificationCounts();
  if (!data) {
    return error ? (
      <ErrorNotice error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton h={104} mb="lg" />
    );
  }
  const waiting = data.queued + data.sending;
  return (
    <StatGrid>
      <StatTile hint={t("waitingHint")} icon="bell" label={t("waiting")} value={format.count(waiting)} />
      <StatTile
        hint={t("retryingHint")}
        label={t("retrying")}
        tone={data.retrying > 0 ? "warning" : "neutral"}
        value={format.count(data.retrying)}
      />
      <StatTile
        hint={t("failedHint")}
        icon="alert"
        label={t("failed")}
        tone={data.failed > 0 ? "danger" : "neutral"}
        value={format.count(data.failed)}
      />
      <StatTile icon="check" label={t("sentLastHour")} value={format.count(data.sentLastHour)} />
    </StatGrid>
  );
}
