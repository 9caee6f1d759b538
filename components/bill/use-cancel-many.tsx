"use client";

import { Checkbox, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { useFormat } from "#components/ui/use-format.ts";
import type { NotDone } from "./bill.types.ts";
import { NotDoneDialog } from "./not-done-dialog.tsx";
import { idParts } from "./parts-of.ts";

export type CancelTarget = { billIds: readonly string[]; onDone: () => void };

/** Asks why, cancels what can be cancelled, and lists what could not. Render `dialog`, call `ask`. */
export function useCancelMany(): { ask: (target: CancelTarget) => void; dialog: ReactNode } {
  const t = useTranslations("bill.cancel");
  const tNotDone = useTranslations("reminder.notDone");
  const cancelMany = useCancelParts();
  const [target, setTarget] = useState<CancelTarget | null>(null);
  const [opened, setOpened] = useState(false);
  const [includePaid, setIncludePaid] = useState(false);
  const [notDone, setNotDone] = useState<readonly NotDone[]>([]);
  const confirm = async (reason: string) => {
    if (target === null) return;
    setNotDone(await cancelMany({ billIds: target.billIds, reason, includePaid }));
    target.onDone();
  };
  const dialog = (
    <>
      <ConfirmDialog
        confirmLabel={t("action")}
        danger
        onClose={() => setOpened(false)}
        onConfirm={confirm}
        opened={opened}
        reason="required"
        title={t("manyTitle")}
      >
        <Stack gap="xs">
          <Text>{t("many", { count: target?.billIds.length ?? 0 })}</Text>
          <Checkbox
            checked={includePaid}
            description={t("includePaidHint")}
            label={t("includePaid")}
            onChange={(event) => setIncludePaid(event.currentTarget.checked)}
          />
          <Text c="dimmed" size="sm">
            {t("keep")}
          </Text>
        </Stack>
      </ConfirmDialog>
      <NotDoneDialog onClose={() => setNotDone([])} rows={notDone} title={tNotDone("cancelTitle")} />
    </>
  );
  const ask = (next: CancelTarget) => {
    setTarget(next);
    setIncludePaid(false);
    setOpened(true);
  };
  return { ask, dialog };
}

function useCancelParts() {
  const t = useTranslations("bill.cancel");
  const format = useFormat();
  const toast = useToast();
  const utils = trpc.useUtils();
  const { mutateAsync } = trpc.bill.cancelMany.useMutation();
  return async (cancel: { billIds: readonly string[]; reason: string; includePaid: boolean }) => {
    const notDone: NotDone[] = [];
    let canceled = 0;
    let leavesAt: Date | null = null;
    try {
      for (const billIds of idParts(cancel.billIds)) {
        const part = await mutateAsync({ ...cancel, billIds });
        canceled += part.canceled;
        leavesAt ??= part.leavesAt;
        notDone.push(...part.notCanceled);
      }
    } finally {
      void utils.bill.invalidate();
      void utils.notification.invalidate();
      void utils.tradeRelationship.invalidate();
    }
    if (canceled > 0 && leavesAt)
      toast.success(t("manyDoneLater", { count: canceled, at: format.dateTime(leavesAt) }));
    else if (canceled > 0) toast.success(t("manyDone", { count: canceled }));
    else notifications.show({ message: t("manyNone"), color: "yellow" });
    return notDone;
  };
}
