"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useAlarms } from "#components/admin-notification/use-queue.ts";
import { StatGrid, StatTile } from "#components/patterns/stat-tile.tsx";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { AccountPools } from "./account-pools.tsx";
import styles from "./admin.module.css";

const REFRESH_MS = 30_000;

/** What needs an operator's hand, each with the way to where it is done. */
export function AdminOverview() {
  const t = useTranslations("admin.overview");
  const { data, error, refetch } = trpc.tradeRelationship.adminOverview.useQuery(undefined, {
    refetchInterval: REFRESH_MS,
  });
  const alarms = useAlarms().data;
  if (!data) {
    return error ? (
      <ErrorNotice error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton h={220} radius="lg" />
    );
  }
  const { unmatchedDepositCount, heldNoticeCount, earlyCancellationCount, failedNotificationCount } = data;
  const alarmCount = (alarms?.stops.length ?? 0) + (alarms?.breakers.length ?? 0);
  const isClear = unmatchedDepositCount + heldNoticeCount + failedNotificationCount + alarmCount === 0;
  return (
    <>
      <StatGrid>
        <StatTile
          hint={t("unmatchedHint")}
          href="/admin/deposits"
          icon="inbox"
          label={t("unmatched")}
          tone={unmatchedDepositCount > 0 ? "warning" : "positive"}
          value={t("count", { count: unmatchedDepositCount })}
        />
        <StatTile
          hint={t("heldHint")}
          href="/admin/deposits"
          icon="alert"
          label={t("held")}
          tone={heldNoticeCount > 0 ? "warning" : "positive"}
          value={t("count", { count: heldNoticeCount })}
        />
        <StatTile
          hint={t("failedHint")}
          href="/admin/notifications"
          icon="bell"
          label={t("failed")}
          tone={failedNotificationCount > 0 ? "danger" : "positive"}
          value={t("count", { count: failedNotificationCount })}
        />
      </StatGrid>
      {isClear ? <p className={styles.note}>{t("allClear")}</p> : null}
      {earlyCancellationCount > 0 ? (
        <p className={styles.note}>{t("early", { count: earlyCancellationCount })}</p>
      ) : null}
      <h2 className={styles.section}>{t("pools")}</h2>
      <AccountPools linked pools={data.pools} />
    </>
  );
}
