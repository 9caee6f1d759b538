"use client";

import { Button, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import type { SendingStop } from "./admin-notification.types.ts";

/** Ends a stop: what waits goes on. */
export function ResumeButton({ stop }: { stop: SendingStop }) {
  const t = useTranslations("adminNotification.resume");
  const toast = useToast();
  const utils = trpc.useUtils();
  const { mutateAsync } = trpc.notification.resumeSending.useMutation();
  const [opened, setOpened] = useState(false);
  const resume = async () => {
    await mutateAsync({ distributorId: stop.distributorId });
    toast.success(t("done"));
    await utils.notification.invalidate();
  };
  const name = stop.distributorName;
  return (
    <>
      <Button
        aria-label={name === null ? t("actionAll") : t("actionFor", { name })}
        onClick={() => setOpened(true)}
        size="xs"
        variant="default"
      >
        {t("action")}
      </Button>
      <ConfirmDialog
        confirmLabel={t("action")}
        onClose={() => setOpened(false)}
        onConfirm={resume}
        opened={opened}
        title={t("title")}
      >
        <Text>{t("body", { count: stop.waiting })}</Text>
      </ConfirmDialog>
    </>
  );
}
