"use client";

import { Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";

type CloseLinkDialogProps = { billId: string; opened: boolean; onClose: () => void };

/** For a message that reached the wrong chat: its link then opens nothing any more. */
export function CloseLinkDialog({ billId, opened, onClose }: CloseLinkDialogProps) {
  const t = useTranslations("bill.link");
  const toast = useToast();
  const { mutateAsync } = trpc.bill.revokeLink.useMutation();
  const close = async () => {
    await mutateAsync({ billId });
    toast.success(t("done"));
  };
  return (
    <ConfirmDialog
      confirmLabel={t("action")}
      danger
      onClose={onClose}
      onConfirm={close}
      opened={opened}
      title={t("title")}
    >
      <Text>{t("body")}</Text>
    </ConfirmDialog>
  );
}
