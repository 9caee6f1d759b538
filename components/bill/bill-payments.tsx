"use client";

import { useTranslations } from "next-intl";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { DateTimeText } from "#components/ui/date-text.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import styles from "./bill.module.css";
import type { BillRow, PaymentEntry } from "./bill.types.ts";
import { useBillPayments } from "./use-bill-payments.ts";

/** What came in for the bill, and what was taken back. */
export function BillPayments({ bill }: { bill: BillRow }) {
  const t = useTranslations("bill.detail");
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{t("payments")}</h2>
      <DataList
        columns={usePaymentColumns()}
        empty={<EmptyState body={t("paymentsEmptyBody")} icon="wallet" title={t("paymentsEmpty")} />}
        label={t("payments")}
        query={useBillPayments(bill)}
        rowKey={({ id }) => id}
        rowMuted={({ reversed }) => reversed}
      />
    </section>
  );
}

function usePaymentColumns(): DataListColumn<PaymentEntry>[] {
  const t = useTranslations("bill.payment");
  return [
    {
      id: "tradedAt",
      header: t("tradedAt"),
      card: "title",
      width: "180px",
      cell: ({ tradedAt }) => <DateTimeText at={tradedAt} />,
    },
    { id: "depositor", header: t("depositor"), cell: ({ depositorName }) => depositorName ?? "–" },
    { id: "kind", header: t("kind"), cell: (entry) => <EntryKind entry={entry} /> },
    {
      id: "amount",
      header: t("amount"),
      align: "end",
      card: "figure",
      width: "150px",
      cell: ({ kind, amountWon }) => <Money amountWon={kind === "REVERSAL" ? -amountWon : amountWon} />,
    },
  ];
}

function EntryKind({ entry: { kind, reversed, linkedByHand } }: { entry: PaymentEntry }) {
  const t = useTranslations("bill.payment");
  if (kind === "REVERSAL") return <StatusBadge tone="danger">{t("reversal")}</StatusBadge>;
  return (
    <span className={styles.event}>
      {reversed ? (
        <StatusBadge>{t("reversed")}</StatusBadge>
      ) : (
        <StatusBadge tone="positive">{t("received")}</StatusBadge>
      )}
      {linkedByHand ? <StatusBadge tone="info">{t("byHand")}</StatusBadge> : null}
    </span>
  );
}
