"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { type HistoryEntry, HistoryTimeline } from "#components/ui/history-timeline.tsx";
import { Facts } from "#components/ui/list.tsx";
import { Money } from "#components/ui/money.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "../settlement.module.css";
import type { PayoutEvent, Settlement } from "../settlement.types.ts";
import { PayoutStatus } from "./payout-status.tsx";

type PayoutCardProps = {
  settlement: Settlement;
  events: { data: readonly PayoutEvent[] | undefined; error: unknown; refetch: () => unknown };
  actions?: ReactNode;
};

/** What was (or is to be) paid out for a closed settlement, how it comes about, and what happened to it. */
export function PayoutCard({ settlement, events, actions }: PayoutCardProps) {
  const t = useTranslations("payout");
  const { payoutWon, carriedInWon, carriedOutWon, netWon, payoutStatus } = settlement;
  if (payoutWon === null || carriedInWon === null || carriedOutWon === null) return null;
  return (
    <Card title={t("title")}>
      <div className={styles.paid}>
        <Money amountWon={payoutWon} size="large" />
        <PayoutStatus settlement={settlement} />
      </div>
      <Facts
        facts={[
          { label: t("net"), value: <Money amountWon={netWon} /> },
          { label: t("carriedIn"), value: <Money amountWon={carriedInWon} faintZero /> },
          { label: t("amount"), value: <Money amountWon={payoutWon} size="strong" /> },
          { label: t("carriedOut"), value: <Money amountWon={carriedOutWon} faintZero /> },
        ]}
      />
      {payoutStatus === "NOT_DUE" ? <p className={styles.note}>{t("notDueHint")}</p> : null}
      {actions}
      {events.error ? <ErrorNotice error={events.error} onRetry={() => void events.refetch()} /> : null}
      {events.data?.length ? <PayoutHistory events={events.data} /> : null}
    </Card>
  );
}

function PayoutHistory({ events }: { events: readonly PayoutEvent[] }) {
  const t = useTranslations("payout");
  const format = useFormat();
  const entries = events.map((event, index): HistoryEntry => {
    const paid = event.paidOn ? t("paidOn", { day: format.dateShort(event.paidOn) }) : null;
    return {
      id: String(index),
      at: event.at,
      title: t(`event.${event.kind}`),
      detail: [paid, event.reason, event.byName].filter(Boolean).join(" · "),
      tone: event.kind === "CONFIRMED" ? "positive" : event.kind === "FAILED" ? "danger" : "neutral",
    };
  });
  return (
    <div className={styles.history}>
      <h3 className={styles.section}>{t("history")}</h3>
      <HistoryTimeline entries={entries} />
    </div>
  );
}
