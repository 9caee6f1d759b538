"use client";

import { Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { useSendReminders } from "./use-send-reminders.ts";

/** Whom to remind: the store of one bill, those of some, or all whose bill is not covered. */
export type ReminderTarget =
  | { to: "one"; billId: string; storeName: string }
  | { to: "some"; billIds: readonly string[]; onSent: () => void }
  | { to: "all"; count: number };

/** Asks before reminding, and tells to how many it goes. Render `dialog`, call `ask`. */
export function useRemindDialog(): { ask: (target: ReminderTarget) => void; dialog: ReactNode } {
  const t = useTranslations("bill.remind");
  const send = useSendReminders();
  const [target, setTarget] = useState<ReminderTarget | null>(null);
  const [opened, setOpened] = useState(false);
  const confirm = async () => {
    if (target === null) return;
    await send(billIdsOf(target));
    if (target.to === "some") target.onSent();
  };
  const dialog = (
    <ConfirmDialog
      confirmLabel={t("send")}
      onClose={() => setOpened(false)}
      onConfirm={confirm}
      opened={opened}
      title={t("title")}
    >
      {target ? <ReminderExplained target={target} /> : null}
    </ConfirmDialog>
  );
  const ask = (next: ReminderTarget) => {
    setTarget(next);
    setOpened(true);
  };
  return { ask, dialog };
}

function billIdsOf(target: ReminderTarget): readonly string[] | null {
  if (target.to === "all") return null;
  return target.to === "one" ? [target.billId] : target.billIds;
}

function ReminderExplained({ target }: { target: ReminderTarget }) {
  const t = useTranslations("bill.remind");
  return (
    <Stack gap="xs">
      <Text>
        {target.to === "one" ? t("one", { store: target.storeName }) : null}
        {target.to === "some" ? t("some", { count: target.billIds.length }) : null}
        {target.to === "all" ? t("all", { count: target.count }) : null}
      </Text>
      <Text c="dimmed" size="sm">
        {t("hint")}
      </Text>
    </Stack>
  );
}
