"use client";

import { SegmentedControl } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { BillStatusBadge } from "#components/bill/bill-badge.tsx";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import type { Tone } from "#components/theme/tokens.ts";
import { trpc } from "#components/trpc/client.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { type BatchBillFilter, batchBillFilters } from "#server/imports/import.schema.ts";
import styles from "./bill-import.module.css";
import type { BatchBill } from "./bill-import.types.ts";

const messageTones: Record<NonNullable<BatchBill["messageState"]>, Tone> = {
  QUEUED: "info",
  SENDING: "info",
  RETRYING: "warning",
  SENT: "positive",
  DROPPED: "neutral",
  FAILED: "danger",
};

/** The batch's bills, by what there is to look at. */
export function BatchBills({ billBatchId }: { billBatchId: string }) {
  const t = useTranslations("billImport.batch");
  const [filter, setFilter] = useState<BatchBillFilter>("all");
  const bills = trpc.billImport.batchBills.useInfiniteQuery(
    { billBatchId, filter },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (previous) => previous },
  );
  return (
    <section aria-label={t("bills")} className={styles.rows}>
      <div className={styles.tabs}>
        <SegmentedControl
          aria-label={t("filter.label")}
          data={batchBillFilters.map((value) => ({ value, label: t(`filter.${value}`) }))}
          onChange={(value) => setFilter(value as BatchBillFilter)}
          value={filter}
        />
      </div>
      <DataList
        columns={useColumns()}
        empty={<EmptyState title={t("empty")} />}
        label={t("bills")}
        query={bills}
        rowHref={({ billId }) => `/distributor/bills/${billId}`}
        rowKey={({ billId }) => billId}
        rowMuted={({ status }) => status !== "ACTIVE"}
      />
    </section>
  );
}

function useColumns(): DataListColumn<BatchBill>[] {
  const t = useTranslations("billImport.batch");
  return [
    {
      id: "store",
      header: t("store"),
      card: "title",
      cell: ({ storeName, customerCode }) => (
        <span className={styles.stacked}>
          <span>{storeName}</span>
          <span className={styles.small}>{customerCode}</span>
        </span>
      ),
    },
    {
      id: "amount",
      header: t("amount"),
      align: "end",
      card: "figure",
      width: "170px",
      cell: ({ amountWon }) => <Money amountWon={amountWon} />,
    },
    {
      id: "collected",
      header: t("collected"),
      align: "end",
      width: "170px",
      cell: ({ collectedWon }) => (collectedWon === 0n ? "–" : <Money amountWon={collectedWon} />),
    },
    {
      id: "status",
      header: t("status"),
      width: "110px",
      cell: ({ status }) => <BillStatusBadge status={status} />,
    },
    {
      id: "message",
      header: t("message"),
      width: "130px",
      cell: ({ messageState }) =>
        messageState === null ? (
          "–"
        ) : (
          <StatusBadge tone={messageTones[messageState]}>{t(`messageState.${messageState}`)}</StatusBadge>
        ),
    },
  ];
}
