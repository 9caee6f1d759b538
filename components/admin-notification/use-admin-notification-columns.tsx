import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { DateTimeText } from "#components/ui/date-text.tsx";
import { AdminDeliveryState } from "./admin-delivery-state.tsx";
import styles from "./admin-notification.module.css";
import type { AnyNotification } from "./admin-notification.types.ts";
import { RetryButton } from "./retry-button.tsx";

/** `onShow` must be stable. */
export function useAdminNotificationColumns(
  onShow: (notification: AnyNotification) => void,
): DataListColumn<AnyNotification>[] {
  const t = useTranslations("adminNotification.column");
  return useMemo(
    () => [
      {
        id: "kind",
        header: t("kind"),
        card: "title",
        width: "120px",
        cell: (notification) => <KindCell notification={notification} />,
      },
      {
        id: "store",
        header: t("store"),
        width: "160px",
        cell: ({ distributorName, storeName, customerCode }) => (
          <span className={styles.stacked}>
            <span>{distributorName}</span>
            <span className={styles.small}>
              {storeName} {customerCode}
            </span>
          </span>
        ),
      },
      {
        id: "state",
        header: t("state"),
        width: "250px",
        cell: (notification) => <AdminDeliveryState notification={notification} />,
      },
      {
        id: "text",
        header: t("text"),
        cell: (notification) => <TextPreview notification={notification} onShow={onShow} />,
      },
      {
        id: "queuedAt",
        header: t("queuedAt"),
        width: "158px",
        cell: (notification) => <TimesCell notification={notification} />,
      },
      {
        id: "action",
        header: t("action"),
        align: "end",
        width: "120px",
        cell: (notification) => <RetryButton notification={notification} />,
      },
    ],
    [t, onShow],
  );
}

function KindCell({ notification }: { notification: AnyNotification }) {
  const t = useTranslations();
  return (
    <span className={styles.stacked}>
      <span>{t(`notification.kind.${notification.kind}`)}</span>
      <span className={styles.small}>{t(`adminNotification.recipient.${notification.recipient}`)}</span>
    </span>
  );
}

function TimesCell({ notification }: { notification: AnyNotification }) {
  const t = useTranslations("adminNotification.column");
  const { queuedAt, sentAt } = notification;
  return (
    <span className={styles.stacked}>
      <DateTimeText at={queuedAt} />
      {sentAt === null ? null : (
        <span className={styles.small}>
          {t("sentAt")} <DateTimeText at={sentAt} />
        </span>
      )}
    </span>
  );
}

type TextPreviewProps = { notification: AnyNotification; onShow: (notification: AnyNotification) => void };

function TextPreview({ notification, onShow }: TextPreviewProps) {
  const t = useTranslations("adminNotification");
  return (
    <button
      className={notification.text === null ? styles.show : styles.preview}
      onClick={() => onShow(notification)}
      type="button"
    >
      {notification.text ?? t("show")}
    </button>
  );
}
