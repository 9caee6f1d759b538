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
    cell: ({ storeName, customerCode }) => (
      <span className={styles.stacked}>
        <span>{storeName}</span>
        <span className={styles.small}>{customerCode}</span>
      </span>
    ),
  };
  return [
    {
      id: "kind",
      header: t("column.kind"),
      card: "title",
      width: "132px",
      cell: ({ kind, recipient }) => (
        <span className={styles.stacked}>
          <span>{t(`kind.${kind}`)}</span>
          <span className={styles.small}>{t(`recipient.${recipient}`)}</span>
        </span>
      ),
    },
    ...(withStore ? [store] : []),
    {
      id: "state",
      header: t("column.state"),
      width: withStore ? "250px" : "230px",
      cell: (notification) => <DeliveryState notification={notification} />,
    },
    {
      id: "text",
      header: t("column.text"),
      cell: (notification) => <TextPreview notification={notification} onShow={onShow} />,
    },
    {
      id: "queuedAt",
      header: t("column.queuedAt"),
      width: "158px",
      cell: ({ queuedAt }) => <DateTimeText at={queuedAt} />,
    },
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
  if (text === null) return <span className={styles.small}>–</span>;
  return (
    <button className={styles.preview} onClick={() => onShow(notification)} title={t("show")} type="button">
      {text}
    </button>
  );
}
