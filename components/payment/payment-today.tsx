"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { StatGrid, StatTile } from "#components/patterns/stat-tile.tsx";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { Money } from "#components/ui/money.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./payment.module.css";

const REFRESH_MS = 20_000;

/** What came in today. */
export function PaymentToday() {
  const t = useTranslations("payment");
  const format = useFormat();
  const { data, error, refetch } = trpc.payment.today.useQuery(undefined, { refetchInterval: REFRESH_MS });
  if (!data) {
    return error ? (
      <ErrorNotice error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton className={styles.today} h={110} mb="lg" radius="md" />
    );
  }
  return (
    <div className={styles.today}>
      <StatGrid>
        <StatTile
          hint={t("todayHint")}
          icon="wallet"
          label={t("today")}
          value={<Money amountWon={data.netWon} />}
        />
        <StatTile
          hint={format.day(data.on)}
          label={t("todayCount")}
          value={t("todayCountValue", { count: data.count })}
        />
      </StatGrid>
    </div>
  );
}
