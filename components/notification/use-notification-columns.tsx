import { useTranslations } from "next-intl";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { DateTimeText } from "#components/ui/date-text.tsx";
import { DeliveryState } from "./delivery-state.tsx";
import styles from "./notification.module.css";
import type { NotificationRow } from "./notification.types.ts";

type ColumnOptions = {
  /** False where all messages are about one store. */
  withStore: boolean;
  onShow: (notification: NotificationRow) => void;
};

export function useNotificationColumns({
  withStore,
  onShow,
}: ColumnOptions): DataListColumn<NotificationRow>[] {
  const t = useTranslations("notification");
  const store: DataListColumn<NotificationRow> = {
    id: "store",
    header: t("column.store"),
    width: "150px",
    cell: ({ storeName, customerCode }) => (
      <span className={styles.stacked}>
        <span>{storeName}</span>
        <span className={styles.small}>{customerCode}</span>
      </span>
    ),
  };
  const queued: DataListColumn<NotificationRow> = {
    id: "queuedAt",
    header: t("column.queuedAt"),
    width: "158px",
    cell: ({ queuedAt }) => <DateTimeText at={queuedAt} />,
  };
  return [
    {
      id: "kind",
      header: t("column.kind"),
      card: "title",
      width: "132px",
      cell: ({ kind, recipient }) => (
        <span className={styles.stacked}>
          <span className={styles.kind}>{t(`kind.${kind}`)}</span>
          <span className={styles.small}>{t(`recipient.${recipient}`)}</span>
        </span>
      ),
    },
    ...(withStore ? [store] : []),
    {
      id: "state",
      header: t("column.state"),
      width: withStore ? "220px" : "200px",
      cell: (notification) => <DeliveryState notification={notification} />,
    },
    {
      id: "text",
      header: t("column.text"),
      cell: (notification) => <TextPreview notification={notification} onShow={onShow} />,
    },
    ...(withStore ? [queued] : []),
    {
      id: "sentAt",
      header: t("column.sentAt"),
      width: "158px",
      cell: ({ sentAt }) => (sentAt ? <DateTimeText at={sentAt} /> : "–"),
    },
  ];
}

type TextPreviewProps = { notification: NotificationRow; onShow: (notification: NotificationRow) => void };

function TextPreview({ notification, onShow }: TextPreviewProps) {
  const t = useTranslations("notification");
  const { text } = notification;
  return (
    <button
      className={text === null ? styles.show : styles.preview}
      onClick={() => onShow(notification)}
      title={text === null ? undefined : t("show")}
      type="button"
    >
      {text ?? t("showLife")}
    </button>
  );
}
