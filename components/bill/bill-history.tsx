"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { stateTones } from "#components/notification/delivery.ts";
import { DeliveryState } from "#components/notification/delivery-state.tsx";
import { useNotifications } from "#components/notification/use-notifications.ts";
import { Card } from "#components/ui/card.tsx";
import { type HistoryEntry, HistoryTimeline } from "#components/ui/history-timeline.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./bill.module.css";
import type { BillRow } from "./bill.types.ts";
import { type BillEvent, billEvents } from "./bill-events.ts";
import { useBillPayments } from "./use-bill-payments.ts";

/** What happened to the bill, newest first: from the same queries as the lists beside it. */
export function BillHistory({ bill }: { bill: BillRow }) {
  const t = useTranslations("bill");
  const payments = useBillPayments(bill);
  const notifications = useNotifications({ billId: bill.id });
  const entryOf = useEntryOf();
  const events = useMemo(
    () =>
      billEvents(
        bill,
        payments.data?.pages.flatMap(({ items }) => items) ?? [],
        notifications.data?.pages.flatMap(({ items }) => items) ?? [],
      ),
    [bill, payments.data, notifications.data],
  );
  const incomplete = payments.error !== null || notifications.error !== null;
  return (
    <Card title={t("detail.history")}>
      {incomplete ? <p className={styles.warning}>{t("history.failed")}</p> : null}
      <HistoryTimeline entries={events.map(entryOf)} />
    </Card>
  );
}

function useEntryOf(): (event: BillEvent) => HistoryEntry {
  const t = useTranslations("bill.history");
  const tMessage = useTranslations("notification.kind");
  const format = useFormat();
  return (event) => {
    const { id, at } = event;
    switch (event.what) {
      case "issued":
        return { id, at, title: t("issued"), tone: "info" };
      case "expired":
        return { id, at, title: t("expired"), detail: t("expiredDetail") };
      case "canceled":
        return { id, at, title: t("canceled"), detail: event.reason, tone: "danger" };
      case "payment": {
        const amount = format.won(event.entry.amountWon);
        if (event.entry.kind === "REVERSAL")
          return { id, at, title: t("reversal", { amount }), tone: "danger" };
        const depositor = event.entry.depositorName;
        const detail = depositor === null ? null : t("paymentBy", { depositor });
        return { id, at, title: t("payment", { amount }), detail, tone: "positive" };
      }
      case "message":
        return {
          id,
          at,
          title: t("message", { kind: tMessage(event.notification.kind) }),
          detail: <DeliveryState notification={event.notification} />,
          tone: stateTones[event.notification.state],
        };
    }
  };
}
