"use client";

import { Button, Checkbox } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import styles from "./bill-import.module.css";
import type { BatchDetail, CancelResult } from "./bill-import.types.ts";

type CancelBatchButtonProps = {
  batch: BatchDetail;
  onCanceled: (kept: CancelResult["notCanceled"]) => void;
};

/** Cancels what is still active of a batch, once it can no longer be taken back. */
export function CancelBatchButton({ batch, onCanceled }: CancelBatchButtonProps) {
  const t = useTranslations("billImport.batch");
  const toast = useToast();
  const utils = trpc.useUtils();
  const [opened, setOpened] = useState(false);
  const [includePaid, setIncludePaid] = useState(false);
  const { mutateAsync } = trpc.billImport.cancelBatch.useMutation();
  const cancel = async (reason: string) => {
    try {
      const result = await mutateAsync({ billBatchId: batch.billBatchId, reason, includePaid });
      toast.success(t("canceledDone", { count: result.canceled }));
      onCanceled(result.notCanceled);
    } finally {
      void utils.billImport.invalidate();
      void utils.bill.invalidate();
      void utils.notification.invalidate();
    }
  };
  if (batch.bills.active === 0 || batch.onHold) return null;
  return (
    <>
      <Button onClick={() => setOpened(true)} variant="default">
        {t("cancel")}
      </Button>
      <ConfirmDialog
        confirmLabel={t("cancel")}
        danger
        onClose={() => setOpened(false)}
        onConfirm={cancel}
        opened={opened}
        reason="required"
        title={t("cancelTitle")}
      >
        <div className={styles.stack}>
          <p>{t("cancelBody", { count: batch.bills.active })}</p>
          <Checkbox
            checked={includePaid}
            label={t("includePaid")}
            onChange={(event) => setIncludePaid(event.currentTarget.checked)}
          />
        </div>
      </ConfirmDialog>
    </>
  );
}
