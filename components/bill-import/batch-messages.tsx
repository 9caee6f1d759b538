"use client";

import { Group } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { BatchDetail } from "./bill-import.types.ts";

/** How far the batch's messages are. */
export function BatchMessages({ batch }: { batch: BatchDetail }) {
  const t = useTranslations("billImport.issued");
  const { messages, billCount } = batch;
  return (
    <Card title={t("messages")}>
      <ProgressBar done={billCount - messages.waiting} label={t("messages")} total={billCount} />
      <Group gap="xs" mt="sm" role="status">
        <StatusBadge tone="positive">{t("sent", { count: messages.sent })}</StatusBadge>
        <StatusBadge tone={messages.waiting > 0 ? "info" : "neutral"}>
          {t("waiting", { count: messages.waiting })}
        </StatusBadge>
        {messages.dropped > 0 ? <StatusBadge>{t("dropped", { count: messages.dropped })}</StatusBadge> : null}
        {messages.failed > 0 ? (
          <StatusBadge tone="danger">{t("failed", { count: messages.failed })}</StatusBadge>
        ) : null}
      </Group>
    </Card>
  );
}
