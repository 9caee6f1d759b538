"use client";

import { Skeleton } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { PaymentEntry } from "#components/bill/bill.types.ts";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { List, ListItem } from "#components/ui/list.tsx";
import { Money } from "#components/ui/money.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import styles from "./overview.module.css";
import { latestPaymentsInput } from "./overview-inputs.ts";

const REFRESH_MS = 30_000;

/** The newest payments and reversals. */
export function LatestPayments() {
  const t = useTranslations("bill.overview");
  const { data, error, refetch } = trpc.payment.list.useQuery(latestPaymentsInput, {
    refetchInterval: REFRESH_MS,
  });
  return (
    <Card flush>
      <div className={styles.head}>
        <h2 className={styles.title}>{t("latest")}</h2>
        <Link className={styles.link} href="/distributor/payments" prefetch={false}>
          {t("latestAll")}
        </Link>
      </div>
      {error ? (
        <div className={styles.inset}>
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        </div>
      ) : null}
      {!data && !error ? <Skeleton className={styles.inset} h={320} /> : null}
      {data?.items.length === 0 ? (
        <EmptyState body={t("latestEmptyBody")} icon="wallet" title={t("latestEmpty")} />
      ) : null}
      <List>
        {data?.items.map((entry) => (
          <LatestPayment entry={entry} key={entry.id} />
        ))}
      </List>
    </Card>
  );
}

function LatestPayment({ entry }: { entry: PaymentEntry }) {
  const t = useTranslations("bill");
  const { kind, billId, amountWon, reversed } = entry;
  const detail = (
    <>
      {entry.depositorName ? `${entry.depositorName} · ` : null}
      <RelativeTime at={entry.tradedAt} />
    </>
  );
  return (
    <ListItem
      aside={
        <>
          <Money amountWon={kind === "REVERSAL" ? -amountWon : amountWon} size="strong" />
          {kind === "REVERSAL" ? <StatusBadge tone="danger">{t("payment.reversal")}</StatusBadge> : null}
          {reversed ? <StatusBadge>{t("payment.reversed")}</StatusBadge> : null}
          {billId === null ? <StatusBadge tone="info">{t("overview.latestWithoutBill")}</StatusBadge> : null}
        </>
      }
      detail={detail}
      {...(billId === null ? {} : { href: `/distributor/bills/${billId}` })}
      title={entry.storeName}
    />
  );
}
