"use client";

import { Button, Group } from "@mantine/core";
import { useTranslations } from "next-intl";
import { LinkButton } from "#components/patterns/link-button.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { PageLoading } from "#components/ui/page-loading.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./bill-import.module.css";

const POLL_MS = 2_000;

type IssuedPanelProps = { billBatchId: string; onLeave: () => void };

/** What was issued, and how far its messages are. */
export function IssuedPanel({ billBatchId, onLeave }: IssuedPanelProps) {
  const t = useTranslations("billImport");
  const format = useFormat();
  const batch = trpc.billImport.batch.useQuery(
    { billBatchId },
    { refetchInterval: ({ state }) => ((state.data?.messages.waiting ?? 1) > 0 ? POLL_MS : false) },
  );
  if (batch.data === undefined) {
    return batch.isPending ? (
      <PageLoading />
    ) : (
      <ErrorNotice error={batch.error} onRetry={() => void batch.refetch()} />
    );
  }
  const { billCount, totalWon, fileName, issuedAt, messages } = batch.data;
  const facts = { fileName, amount: format.won(totalWon), issuedAt: format.dateTime(issuedAt) };
  return (
    <>
      <PageHeader title={t("title")} />
      <Card>
        <div className={styles.stack} role="status">
          <div className={styles.issuedTitle}>
            <span className={styles.issuedIcon}>
              <Icon name="check" size={24} />
            </span>
            <h2 className={styles.issuedHeading}>{t("issued.title", { count: billCount })}</h2>
          </div>
          <p className={styles.faint}>{t("issued.body", facts)}</p>
          <div>
            <p className={styles.label}>{t("issued.messages")}</p>
            <ProgressBar done={billCount - messages.waiting} label={t("issued.messages")} total={billCount} />
            <Group gap="xs" mt="sm">
              <StatusBadge tone="positive">{t("issued.sent", { count: messages.sent })}</StatusBadge>
              <StatusBadge tone={messages.waiting > 0 ? "info" : "neutral"}>
                {t("issued.waiting", { count: messages.waiting })}
              </StatusBadge>
              {messages.dropped > 0 ? (
                <StatusBadge>{t("issued.dropped", { count: messages.dropped })}</StatusBadge>
              ) : null}
              {messages.failed > 0 ? (
                <StatusBadge tone="danger">{t("issued.failed", { count: messages.failed })}</StatusBadge>
              ) : null}
            </Group>
          </div>
          <Group>
            <LinkButton href={`/distributor/bills?batch=${billBatchId}`} icon="bill">
              {t("issued.bills")}
            </LinkButton>
            <Button onClick={onLeave} variant="default">
              {t("issued.another")}
            </Button>
          </Group>
        </div>
      </Card>
    </>
  );
}
