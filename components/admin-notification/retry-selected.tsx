"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { maxRetriesAtOnce } from "#server/notifications/notification.schema.ts";
import type { AnyNotification } from "./admin-notification.types.ts";

type RetrySelectedProps = { notifications: readonly AnyNotification[]; onDone: () => void };

/** Sends the selected messages again; those that somebody else has sent again by now are left alone. */
export function RetrySelected({ notifications, onDone }: RetrySelectedProps) {
  const t = useTranslations("adminNotification.failed");
  const toast = useToast();
  const utils = trpc.useUtils();
  const { mutateAsync } = trpc.notification.retryMany.useMutation();
  const [pending, setPending] = useState(false);
  const retry = async () => {
    setPending(true);
    try {
      const ids = notifications.map(({ id }) => id);
      let count = 0;
      for (let from = 0; from < ids.length; from += maxRetriesAtOnce) {
        const { retried } = await mutateAsync({ notificationIds: ids.slice(from, from + maxRetriesAtOnce) });
        count += retried;
      }
      toast.success(t("done", { count }));
      onDone();
    } catch (error) {
      toast.error(error);
    } finally {
      setPending(false);
      await utils.notification.invalidate();
    }
  };
  return (
    <Button loading={pending} onClick={() => void retry()} size="xs">
      {t("retrySelected", { count: notifications.length })}
    </Button>
  );
}
