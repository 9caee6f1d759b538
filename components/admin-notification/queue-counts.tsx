"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { StatGrid, StatTile } from "#components/patterns/stat-tile.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { useQueueCounts } from "./use-queue.ts";

const listOf = (state: string) => `/admin/notifications?state=${state}`;

/** How the queue of all messages stands; each figure leads to its messages. */
export function QueueCountTiles() {
  const t = useTranslations("adminNotification.count");
  const format = useFormat();
  const { data, error, refetch } = useQueueCounts();
  if (!data) {
    return error ? (
      <ErrorNotice error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton h={110} mb="lg" radius="md" />
    );
  }
  return (
    <StatGrid>
      <StatTile
        hint={t("queuedHint")}
        href={listOf("QUEUED")}
        icon="bell"
        label={t("queued")}
        value={format.count(data.queued)}
      />
      <StatTile href={listOf("SENDING")} label={t("sending")} value={format.count(data.sending)} />
      <StatTile
        hint={t("retryingHint")}
        href={listOf("RETRYING")}
        label={t("retrying")}
        tone={data.retrying > 0 ? "warning" : "neutral"}
        value={format.count(data.retrying)}
      />
      <StatTile
        hint={t("failedHint")}
        href={listOf("FAILED")}
        icon="alert"
        label={t("failed")}
        tone={data.failed > 0 ? "danger" : "neutral"}
        value={format.count(data.failed)}
      />
      <StatTile
        href={listOf("SENT")}
        icon="check"
        label={t("sentLastHour")}
        value={format.count(data.sentLastHour)}
      />
    </StatGrid>
  );
}
