"use client";

import { Modal, Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { LinkButton } from "#components/patterns/link-button.tsx";
import { isUnderWay } from "./delivery.ts";
import { DeliveryState } from "./delivery-state.tsx";
import { MessageLife } from "./message-life.tsx";
import styles from "./notification.module.css";
import type { NotificationRow } from "./notification.types.ts";
import { useLife } from "./use-life.ts";

type MessageDialogProps = {
  notification: NotificationRow | null;
  onClose: () => void;
  /** Left out on the bill's own page. */
  withBillLink?: boolean;
};

/** The whole text of a message, as it stands in the chat, and how it came there. */
export function MessageDialog({ notification, onClose, withBillLink = true }: MessageDialogProps) {
  const t = useTranslations();
  return (
    <Modal
      closeButtonProps={{ "aria-label": t("common.action.close") }}
      onClose={onClose}
      opened={notification !== null}
      title={
        notification ? (
          <Text fw={700}>
            {t(`notification.kind.${notification.kind}`)} · {notification.storeName}
          </Text>
        ) : null
      }
    >
      {notification ? (
        <Stack align="flex-start">
          <DeliveryState notification={notification} />
          <MessageText notification={notification} />
          <OwnLife notificationId={notification.id} />
          {withBillLink && notification.billId ? (
            <LinkButton href={`/distributor/bills/${notification.billId}`} icon="bill" variant="default">
              {t("notification.openBill")}
            </LinkButton>
          ) : null}
        </Stack>
      ) : null}
    </Modal>
  );
}

function OwnLife({ notificationId }: { notificationId: string }) {
  return <MessageLife query={useLife(notificationId)} />;
}

function MessageText({ notification }: { notification: NotificationRow }) {
  const t = useTranslations("notification");
  if (notification.text !== null) return <p className={styles.bubble}>{notification.text}</p>;
  return <p className={styles.absent}>{t(isUnderWay(notification) ? "textLater" : "textNone")}</p>;
}
