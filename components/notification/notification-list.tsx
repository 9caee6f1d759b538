"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import { FilterBar } from "#components/patterns/filter-bar.tsx";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { notificationStates } from "#server/notifications/notification.schema.ts";
import { MessageDialog } from "./message-dialog.tsx";
import type { NotificationRow } from "./notification.types.ts";
import { notificationFilters, stateFilterOf } from "./notification-filters.ts";
import { useNotificationColumns } from "./use-notification-columns.tsx";
import { useNotifications } from "./use-notifications.ts";

/** The distributor's messages. */
export function NotificationList() {
  const t = useTranslations("notification");
  const filters = useUrlFilters(notificationFilters);
  const [shown, setShown] = useState<NotificationRow | null>(null);
  const notifications = useNotifications({ state: stateFilterOf(filters.values.state) });
  return (
    <>
      <FilterBar
        fields={[
          {
            kind: "select",
            name: "state",
            label: t("filter.state"),
            options: [
              { value: "ALL", label: t("filter.all") },
              ...notificationStates.map((state) => ({ value: state, label: t(`state.${state}`) })),
            ],
          },
        ]}
        filters={filters}
      />
      <DataList
        columns={useNotificationColumns({ withStore: true, onShow: setShown })}
        empty={<EmptyState body={t("emptyBody")} icon="bell" title={t("emptyTitle")} />}
        filtered={filters.isFiltered}
        label={t("title")}
        onResetFilters={filters.reset}
        query={notifications}
        rowKey={({ id }) => id}
        rowMuted={({ state }) => state === "DROPPED"}
      />
      <MessageDialog notification={shown} onClose={() => setShown(null)} />
    </>
  );
}
