"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import styles from "./admin-notification.module.css";
import type { AnyNotification } from "./admin-notification.types.ts";

/** Puts a failed message back into the queue. */
export function RetryButton({ notification }: { notification: AnyNotification }) {
  const t = useTranslations();
  const toast = useToast();
  const utils = trpc.useUtils();
  const retry = trpc.notification.retry.useMutation({
    onSuccess: () => toast.success(t("adminNotification.retried")),
    onError: toast.error,
    onSettled: () =>
      Promise.all([utils.notification.invalidate(), utils.tradeRelationship.adminOverview.invalidate()]),
  });
  if (notification.state !== "FAILED") return <span className={styles.small}>–</span>;
  const kind = t(`notification.kind.${notification.kind}`);
  return (
    <Button
      aria-label={t("adminNotification.retryFor", { store: notification.storeName, kind })}
      loading={retry.isPending}
      onClick={() => retry.mutate({ notificationId: notification.id })}
      size="xs"
      variant="default"
    >
      {t("adminNotification.retry")}
    </Button>
  );
}
