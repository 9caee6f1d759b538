"use client";

import { useTranslations } from "next-intl";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import type { DataListColumn, KeysetQuery } from "#components/patterns/data-list/data-list.types.ts";
import { DateText, DateTimeText } from "#components/ui/date-text.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./settlement.module.css";
import type { SettlementItem } from "./settlement.types.ts";

/** The payments and reversals in a settlement, each with why it is paid out on that day. */
export function SettlementItems({ query }: { query: KeysetQuery<SettlementItem> }) {
  const t = useTranslations("settlement.items");
  return (
    <DataList
      columns={useItemColumns()}
      empty={<EmptyState title={t("emptyTitle")} />}
      label={t("label")}
      query={query}
      rowKey={({ itemId }) => itemId}
    />
  );
}

function useItemColumns(): DataListColumn<SettlementItem>[] {
  const t = useTranslations("settlement.column");
  return [
    { id: "store", header: t("store"), card: "title", cell: (item) => <StoreCell item={item} /> },
    { id: "tradedAt", header: t("tradedAt"), cell: ({ tradedAt }) => <DateTimeText at={tradedAt} /> },
    { id: "depositor", header: t("depositor"), cell: ({ depositorName }) => depositorName ?? "–" },
    { id: "reason", header: t("reason"), cell: (item) => <WhyThisDate item={item} /> },
    {
      id: "gross",
      header: t("gross"),
      align: "end",
      cell: ({ grossWon }) => <Money amountWon={grossWon} />,
    },
    {
      id: "fee",
      header: t("fee"),
      align: "end",
      cell: ({ feeWon }) => <Money amountWon={feeWon} faintZero />,
    },
    {
      id: "vat",
      header: t("vat"),
      align: "end",
      cell: ({ vatWon }) => <Money amountWon={vatWon} faintZero />,
    },
    {
      id: "net",
      header: t("net"),
      align: "end",
      card: "figure",
      cell: ({ netWon }) => <Money amountWon={netWon} size="strong" />,
    },
  ];
}

function StoreCell({ item }: { item: SettlementItem }) {
  const t = useTranslations("settlement");
  return (
    <span className={styles.stacked}>
      <span className={styles.date}>
        {item.storeName}
        {item.kind === "REVERSAL" ? <StatusBadge tone="danger">{t("reversal")}</StatusBadge> : null}
      </span>
      <span className={styles.small}>{item.customerCode}</span>
    </span>
  );
}

/** Why the item is paid out on its day: in a word, and, opened, step by step. */
function Reasons({ item }: { item: SettlementItem }) {
  const t = useTranslations("settlement.reason");
  const summary =
    item.reasons.length === 0 ? (
      <span className={styles.faint}>{t(item.kind === "REVERSAL" ? "REVERSAL" : "IN_TIME")}</span>
    ) : (
      <span className={styles.reasons}>
        {item.reasons.map((reason) => (
          <StatusBadge key={reason} tone={reason === "LATE_NOTICE" ? "warning" : "neutral"}>
            {t(reason)}
          </StatusBadge>
        ))}
      </span>
    );
  if (!item.steps) return summary;
  return (
    <details className={styles.steps}>
      <summary>{summary}</summary>
      <Steps steps={item.steps} />
    </details>
  );
}

function Steps({ steps }: { steps: NonNullable<SettlementItem["steps"]> }) {
  const t = useTranslations("payout.steps");
  const format = useFormat();
  return (
    <ol>
      {steps.map(({ on, why, holidayName, count }) => (
        <li key={`${on}-${why}`}>
          {t(why, { day: format.day(on), name: holidayName ?? "none", count: count ?? 0 })}
        </li>
      ))}
    </ol>
  );
}

/** Forecast against actual: the day by contract and calendar, the settlement that the item stands in, and why. */
function WhyThisDate({ item }: { item: SettlementItem }) {
  const t = useTranslations("payout.compare");
  const asPlanned = item.expectedOn === item.payoutOn;
  return (
    <span className={styles.why}>
      <span className={styles.small}>
        {t("expected")} <DateText on={item.expectedOn} />
        {asPlanned ? null : (
          <>
            {" → "}
            {t("actual")} <DateText on={item.payoutOn} />
          </>
        )}
      </span>
      <Reasons item={item} />
    </span>
  );
}
