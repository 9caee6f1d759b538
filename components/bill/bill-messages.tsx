"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { MessageDialog } from "#components/notification/message-dialog.tsx";
import type { NotificationRow } from "#components/notification/notification.types.ts";
import { useNotificationColumns } from "#components/notification/use-notification-columns.tsx";
import { useNotifications } from "#components/notification/use-notifications.ts";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import styles from "./bill.module.css";

/** The messages about the bill and about its payments. */
export function BillMessages({ billId }: { billId: string }) {
  const t = useTranslations("bill.detail");
  const [shown, setShown] = useState<NotificationRow | null>(null);
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{t("messages")}</h2>
      <DataList
        columns={useNotificationColumns({ withStore: false, onShow: setShown })}
        label={t("messages")}
        query={useNotifications({ billId })}
        rowKey={({ id }) => id}
        rowMuted={({ state }) => state === "DROPPED"}
      />
      <MessageDialog notification={shown} onClose={() => setShown(null)} withBillLink={false} />
    </section>
  );
}
