"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import { FilterBar } from "#components/patterns/filter-bar.tsx";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { notificationStates } from "#server/notifications/notification.schema.ts";
import type { AnyNotification } from "./admin-notification.types.ts";
import { AnyMessageDialog } from "./any-message-dialog.tsx";
import { useAdminNotificationColumns } from "./use-admin-notification-columns.tsx";
import { useAllNotifications } from "./use-queue.ts";

const defaults = { state: "ALL" };

/** Every distributor's messages, and a way to send a failed one again. */
export function AdminNotificationList() {
  const t = useTranslations();
  const filters = useUrlFilters(defaults);
  const [shown, setShown] = useState<AnyNotification | null>(null);
  const state = notificationStates.find((known) => known === filters.values.state) ?? null;
  const notifications = useAllNotifications(state);
  return (
    <>
      <FilterBar
        fields={[
          {
            kind: "select",
            name: "state",
            label: t("notification.filter.state"),
            options: [
              { value: "ALL", label: t("notification.filter.all") },
              ...notificationStates.map((value) => ({ value, label: t(`notification.state.${value}`) })),
            ],
          },
        ]}
        filters={filters}
      />
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
      />
      <AnyMessageDialog notification={shown} onClose={() => setShown(null)} />
    </>
  );
}
