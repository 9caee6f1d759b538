"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useNotificationCounts } from "#components/notification/use-notification-counts.ts";
import { StatGrid, StatTile } from "#components/patterns/stat-tile.tsx";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { Money } from "#components/ui/money.tsx";
import { useFormat } from "#components/ui/use-format.ts";

const REFRESH_MS = 30_000;

/** Today's collections, active bills, next payout, messages. A figure that can't be had leaves the others standing. */
export function OverviewTiles() {
  return (
    <StatGrid>
      <TodayTile />
      <ActiveTile />
      <PayoutTile />
      <MessagesTile />
    </StatGrid>
  );
}

function TodayTile() {
  const t = useTranslations("bill.overview");
  const query = trpc.payment.today.useQuery(undefined, { refetchInterval: REFRESH_MS });
  const today = query.data;
  if (!today) return <TileGap query={query} />;
  return (
    <StatTile
      hint={t("todayHint", { count: today.count })}
      href="/distributor/payments"
      icon="wallet"
      label={t("today")}
      value={<Money amountWon={today.netWon} />}
    />
  );
}

function ActiveTile() {
  const t = useTranslations("bill.overview");
  const query = trpc.bill.counts.useQuery(undefined, { refetchInterval: REFRESH_MS });
  const counts = query.data;
  if (!counts) return <TileGap query={query} />;
  return (
    <StatTile
      hint={t("activeHint", { count: counts.covered })}
      href="/distributor/bills"
      icon="bill"
      label={t("active")}
      value={t("count", { count: counts.active })}
    />
  );
}

function PayoutTile() {
  const t = useTranslations("bill.overview");
  const format = useFormat();
  const query = trpc.settlement.forecast.useQuery(undefined, { refetchInterval: REFRESH_MS });
  if (!query.data) return <TileGap query={query} />;
  const next = query.data[0];
  return (
    <StatTile
      hint={next ? t("payoutHint", { on: format.day(next.payoutOn) }) : t("payoutNoneHint")}
      href="/distributor/settlements"
      icon="calendar"
      label={t("payout")}
      value={next ? <Money amountWon={next.netWon} /> : t("payoutNone")}
    />
  );
}

function MessagesTile() {
  const t = useTranslations("bill.overview");
  const query = useNotificationCounts();
  const counts = query.data;
  if (!counts) return <TileGap query={query} />;
  const waiting = counts.queued + counts.sending + counts.retrying;
  if (counts.failed > 0) {
    return (
      <StatTile
        hint={t("messagesWaiting", { count: waiting })}
        href="/distributor/notifications?state=FAILED"
        icon="alert"
        label={t("messagesFailed")}
        tone="danger"
        value={t("count", { count: counts.failed })}
      />
    );
  }
  return (
    <StatTile
      hint={waiting === 0 ? t("messagesNone") : undefined}
      href="/distributor/notifications"
      icon="bell"
      label={t("messages")}
      value={t("count", { count: waiting })}
    />
  );
}

type TileQuery = { error: unknown; refetch: () => unknown };

function TileGap({ query: { error, refetch } }: { query: TileQuery }): ReactNode {
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  return <Skeleton h={108} radius="md" />;
}
