"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import { FilterBar } from "#components/patterns/filter-bar.tsx";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { notificationStates, troubles } from "#server/notifications/notification.schema.ts";
import styles from "./admin-notification.module.css";
import type { AnyNotification } from "./admin-notification.types.ts";
import { AnyMessageDialog } from "./any-message-dialog.tsx";
import { FailureReasons } from "./failure-reasons.tsx";
import { anyFilters, conditionsOf } from "./notification-filters.ts";
import { RetrySelected } from "./retry-selected.tsx";
import { useAdminNotificationColumns } from "./use-admin-notification-columns.tsx";
import { fewDistributors, useAllNotifications, useQueueStatus } from "./use-queue.ts";

/** Every distributor's messages, and ways to send failed ones again: one, those selected, all of a reason. */
export function AdminNotificationList() {
  const t = useTranslations();
  const filters = useUrlFilters(anyFilters);
  const [shown, setShown] = useState<AnyNotification | null>(null);
  const status = useQueueStatus(fewDistributors);
  const conditions = conditionsOf(filters.values);
  const notifications = useAllNotifications(conditions);
  const isFailedOnly = conditions.state === "FAILED";
  const distributorName = notifications.data?.pages[0]?.items[0]?.distributorName;
  return (
    <>
      <div className={styles.failed}>
        <FailureReasons
          failures={status.data?.failures ?? []}
          onShow={(reason) => filters.set({ state: "FAILED", reason })}
        />
      </div>
      <FilterBar fields={useFields(isFailedOnly)} filters={filters} />
      {conditions.distributorId && distributorName ? (
        <p className={styles.small}>{t("adminNotification.filter.distributor", { name: distributorName })}</p>
      ) : null}
      <DataList
        columns={useAdminNotificationColumns(setShown)}
        empty={
          <EmptyState
            body={t("adminNotification.emptyBody")}
            icon="bell"
            title={t("adminNotification.emptyTitle")}
          />
        }
        filtered={filters.isFiltered}
        label={t("adminNotification.title")}
        onResetFilters={filters.reset}
        query={notifications}
        rowKey={({ id }) => id}
        rowMuted={(notification) => notification.state === "DROPPED"}
        {...(isFailedOnly
          ? {
              bulkActions: (rows: readonly AnyNotification[], clear: () => void) => (
                <RetrySelected notifications={rows} onDone={clear} />
              ),
            }
          : {})}
      />
      <AnyMessageDialog notification={shown} onClose={() => setShown(null)} />
    </>
  );
}

function useFields(withReason: boolean) {
  const t = useTranslations();
  const select = "select" as const;
  const state = {
    kind: select,
    name: "state" as const,
    label: t("notification.filter.state"),
    options: [
      { value: "ALL", label: t("notification.filter.all") },
      ...notificationStates.map((value) => ({ value, label: t(`notification.state.${value}`) })),
    ],
  };
  const reason = {
    kind: select,
    name: "reason" as const,
    label: t("adminNotification.filter.reason"),
    options: [
      { value: "ALL", label: t("adminNotification.filter.anyReason") },
      ...troubles.map((value) => ({ value, label: t(`notification.trouble.${value}`) })),
    ],
  };
  return withReason ? [state, reason] : [state];
}
