"use client";

import { Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import type { NotDone } from "./bill.types.ts";
import { NotDoneDialog } from "./not-done-dialog.tsx";
import { RemindersPreview } from "./reminders-preview.tsx";
import { useSendReminders } from "./use-send-reminders.ts";

/** Whom to remind: the store of one bill, those of some, or all whose bill is not covered. */
export type ReminderTarget =
  | { to: "one"; billId: string; storeName: string }
  | { to: "some"; billIds: readonly string[]; onSent: () => void }
  | { to: "all"; count: number };

/** Shows what a reminder would do before it is sent, and then who was not reminded. Render `dialog`, call `ask`. */
export function useRemindDialog(): { ask: (target: ReminderTarget) => void; dialog: ReactNode } {
  const t = useTranslations("bill.remind");
  const tNotDone = useTranslations("reminder.notDone");
  const send = useSendReminders();
  const [target, setTarget] = useState<ReminderTarget | null>(null);
  const [opened, setOpened] = useState(false);
  const [notDone, setNotDone] = useState<readonly NotDone[]>([]);
  const confirm = async () => {
    if (target === null) return;
    const left = await send(billIdsOf(target));
    if (target.to !== "some") return;
    setNotDone(left);
    target.onSent();
  };
  const dialog = (
    <>
      <ConfirmDialog
        confirmLabel={t("send")}
        onClose={() => setOpened(false)}
        onConfirm={confirm}
        opened={opened}
        title={t("title")}
      >
        {target ? <ReminderExplained target={target} /> : null}
      </ConfirmDialog>
      <NotDoneDialog onClose={() => setNotDone([])} rows={notDone} title={tNotDone("remindTitle")} />
    </>
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
      <RemindersPreview billIds={billIdsOf(target)} />
      <Text c="dimmed" size="sm">
        {t("hint")}
      </Text>
    </Stack>
  );
}
