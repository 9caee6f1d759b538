"use client";

import { Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { useFormat } from "#components/ui/use-format.ts";
import type { BillRow } from "./bill.types.ts";

type CancelBillDialogProps = { bill: BillRow; opened: boolean; onClose: () => void };

/** Asks why, and says what a cancellation does and does not do (rule R6). */
export function CancelBillDialog({ bill, opened, onClose }: CancelBillDialogProps) {
  const t = useTranslations("bill.cancel");
  const format = useFormat();
  const toast = useToast();
  const utils = trpc.useUtils();
  const { mutateAsync } = trpc.bill.cancel.useMutation();
  const cancel = async (reason: string) => {
    try {
      const { leavesAt } = await mutateAsync({ billId: bill.id, reason });
      toast.success(leavesAt ? t("doneLater", { at: format.dateTime(leavesAt) }) : t("done"));
    } finally {
      // Also after a refusal: a colleague or the next bill may have ended it, and the page should say so.
      void utils.bill.invalidate();
      void utils.notification.invalidate();
      void utils.tradeRelationship.invalidate();
    }
  };
  return (
    <ConfirmDialog
      confirmLabel={t("action")}
      danger
      onClose={onClose}
      onConfirm={cancel}
      opened={opened}
      reason="required"
      title={t("title")}
    >
      <Stack gap="xs">
        <Text>{t("body", { store: bill.storeName, amount: format.won(bill.amountWon) })}</Text>
        <Text c="dimmed" size="sm">
          {t("keep")}
        </Text>
      </Stack>
    </ConfirmDialog>
  );
}
