"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon.tsx";
import type { CancelTarget } from "./use-cancel-many.tsx";
import type { ReminderTarget } from "./use-remind-dialog.tsx";

type BillBulkActionsProps = {
  billIds: readonly string[];
  onRemind: (target: ReminderTarget) => void;
  onCancel: (target: CancelTarget) => void;
  /** When it is done, the selection is over. */
  onDone: () => void;
};

/** What can be done with several active bills at once. */
export function BillBulkActions({ billIds, onRemind, onCancel, onDone }: BillBulkActionsProps) {
  const t = useTranslations("bill");
  return (
    <>
      <Button color="red" onClick={() => onCancel({ billIds, onDone })} variant="outline">
        {t("cancel.action")}
      </Button>
      <Button
        leftSection={<Icon name="bell" size={18} />}
        onClick={() => onRemind({ to: "some", billIds, onSent: onDone })}
      >
        {t("remind.action")}
      </Button>
    </>
  );
}
