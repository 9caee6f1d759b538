"use client";

import { Modal, Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { isUnderWay } from "#components/notification/delivery.ts";
import { MessageLife } from "#components/notification/message-life.tsx";
import { lifeRefetch } from "#components/notification/use-life.ts";
import { trpc } from "#components/trpc/client.ts";
import { AdminDeliveryState } from "./admin-delivery-state.tsx";
import styles from "./admin-notification.module.css";
import type { AnyNotification } from "./admin-notification.types.ts";

type AnyMessageDialogProps = { notification: AnyNotification | null; onClose: () => void };

/** A message's whole text, its life, and what the service said of it. */
export function AnyMessageDialog({ notification, onClose }: AnyMessageDialogProps) {
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
      {notification ? <MessageDetail notification={notification} /> : null}
    </Modal>
  );
}

function MessageDetail({ notification }: { notification: AnyNotification }) {
  const t = useTranslations();
  const { text, lastError, id } = notification;
  const life = trpc.notification.lifeOfAny.useQuery({ notificationId: id }, lifeRefetch);
  return (
    <Stack>
      <div className={styles.inDialog}>
        <AdminDeliveryState notification={notification} />
      </div>
      {text === null ? (
        <p className={styles.absent}>
          {t(isUnderWay(notification) ? "notification.textLater" : "notification.textNone")}
        </p>
      ) : (
        <p className={styles.bubble}>{text}</p>
      )}
      <MessageLife query={life} todo={(trouble) => t(`adminNotification.todo.${trouble ?? "unknown"}`)} />
      <dl className={styles.technical}>
        {lastError === null ? null : (
          <>
            <dt>{t("adminNotification.technical")}</dt>
            <dd>
              <code>{lastError}</code>
            </dd>
          </>
        )}
        <dt>{t("adminNotification.idLabel")}</dt>
        <dd>
          <code>{id}</code>
        </dd>
      </dl>
    </Stack>
  );
}
