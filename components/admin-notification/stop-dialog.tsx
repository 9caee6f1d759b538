"use client";

import { Radio, Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { stopReasonMax } from "#server/notifications/notification.schema.ts";
import styles from "./admin-notification.module.css";
import { DistributorSelect } from "./distributor-select.tsx";

/** Whose messages to stop. `choose`: the dialog asks. */
export type StopTarget = { distributorId: string; name: string } | "choose";

type StopDialogProps = { target: StopTarget; opened: boolean; onClose: () => void };

/** Asks, with a reason, before one distributor's or everybody's messages are stopped. */
export function StopDialog({ target, opened, onClose }: StopDialogProps) {
  const t = useTranslations("adminNotification.stop");
  const toast = useToast();
  const utils = trpc.useUtils();
  const { mutateAsync } = trpc.notification.stopSending.useMutation();
  const [isForOne, setIsForOne] = useState(false);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const distributorId = target === "choose" ? (isForOne ? (chosenId ?? "") : null) : target.distributorId;
  const stop = async (reason: string) => {
    await mutateAsync({ distributorId, reason });
    toast.success(t("done"));
    await utils.notification.invalidate();
  };
  return (
    <ConfirmDialog
      confirmLabel={t("action")}
      danger
      onClose={onClose}
      onConfirm={stop}
      opened={opened}
      reason="required"
      reasonMax={stopReasonMax}
      title={target === "choose" ? t("title") : t("actionFor", { name: target.name })}
    >
      <Stack gap="sm">
        <Text>{t("body")}</Text>
        {target === "choose" ? (
          <Radio.Group
            label={t("scope")}
            onChange={(value) => setIsForOne(value === "one")}
            value={isForOne ? "one" : "all"}
          >
            <Stack gap="xs" mt="xs">
              <Radio label={t("scopeAll")} value="all" />
              <Radio label={t("scopeOne")} value="one" />
            </Stack>
          </Radio.Group>
        ) : null}
        {target === "choose" && isForOne ? (
          <DistributorSelect onChange={setChosenId} value={chosenId} />
        ) : null}
        <Text className={styles.small}>{t("reasonShown")}</Text>
      </Stack>
    </ConfirmDialog>
  );
}
