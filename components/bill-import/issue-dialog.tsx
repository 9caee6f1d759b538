"use client";

import { Button, Checkbox } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { trpc } from "#components/trpc/client.ts";
import { domainFailureOf } from "#components/ui/error-text.ts";
import styles from "./bill-import.module.css";
import type { ImportPreview } from "./bill-import.types.ts";
import { LastLook } from "./last-look.tsx";
import { newKey } from "./new-key.ts";
import { ProgressLine } from "./progress-line.tsx";
import type { ImportChanges } from "./use-import-changes.ts";

type IssueDialogProps = {
  preview: ImportPreview;
  changes: ImportChanges;
  opened: boolean;
  onClose: () => void;
};

/** The last look. What is confirmed here is what is billed, or nothing. */
export function IssueDialog({ preview, changes, opened, onClose }: IssueDialogProps) {
  const t = useTranslations("billImport.issue");
  const progressLabel = useTranslations("billImport.progress")("issuing");
  const router = useRouter();
  const utils = trpc.useUtils();
  const [idempotencyKey] = useState(newKey); // one for all tries: a lost answer is asked for again, not issued again
  const [needsReread, setNeedsReread] = useState(false);
  const [confirmedVersion, setConfirmedVersion] = useState<number | null>(null);
  const { mutateAsync, isPending } = trpc.billImport.issue.useMutation();
  const { totals, importId, version } = preview;
  const isUnconfirmed = totals.warningCount > 0 && confirmedVersion !== version;
  const issue = async () => {
    try {
      const { billBatchId } = await mutateAsync({
        importId,
        version,
        expectedCount: totals.toBillCount,
        expectedTotalWon: totals.toBillWon,
        idempotencyKey,
      });
      router.push(`/distributor/bills/batches/${billBatchId}`);
    } catch (error) {
      setNeedsReread(domainFailureOf(error).code === "IMPORT_CUSTOMERS_CHANGED");
      throw error;
    } finally {
      void utils.billImport.invalidate();
      void utils.bill.invalidate();
      void utils.notification.invalidate();
      void utils.tradeRelationship.invalidate();
    }
  };
  const reread = () => {
    setNeedsReread(false);
    onClose();
    changes.remap({});
  };
  return (
    <ConfirmDialog
      confirmDisabled={isUnconfirmed}
      confirmLabel={t("confirm")}
      onClose={onClose}
      onConfirm={issue}
      opened={opened}
      title={t("title", { count: totals.toBillCount })}
    >
      <div className={styles.stack}>
        <LastLook preview={preview} />
        {totals.warningCount > 0 ? (
          <Checkbox
            checked={!isUnconfirmed}
            label={t("confirmWarnings", { count: totals.warningCount })}
            onChange={(event) => setConfirmedVersion(event.currentTarget.checked ? version : null)}
          />
        ) : null}
        <ProgressLine label={progressLabel} taskKey={isPending ? idempotencyKey : null} />
        {needsReread ? (
          <Button onClick={reread} variant="light">
            {t("reread")}
          </Button>
        ) : null}
      </div>
    </ConfirmDialog>
  );
}
