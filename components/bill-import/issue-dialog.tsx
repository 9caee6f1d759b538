"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { trpc } from "#components/trpc/client.ts";
import { domainFailureOf } from "#components/ui/error-text.ts";
import { Money } from "#components/ui/money.tsx";
import styles from "./bill-import.module.css";
import type { ImportPreview } from "./bill-import.types.ts";
import { newKey } from "./new-key.ts";
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
  const utils = trpc.useUtils();
  const [idempotencyKey] = useState(newKey); // one for all tries: a lost answer is asked for again, not issued again
  const [needsReread, setNeedsReread] = useState(false);
  const { mutateAsync } = trpc.billImport.issue.useMutation();
  const { totals, importId, version } = preview;
  const issue = async () => {
    try {
      await mutateAsync({
        importId,
        version,
        expectedCount: totals.toBillCount,
        expectedTotalWon: totals.toBillWon,
        idempotencyKey,
      });
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
      confirmLabel={t("confirm")}
      onClose={onClose}
      onConfirm={issue}
      opened={opened}
      title={t("title", { count: totals.toBillCount })}
    >
      <div className={styles.stack}>
        <IssueFacts preview={preview} />
        {totals.warningCount > 0 ? (
          <p className={styles.warning}>{t("warnings", { count: totals.warningCount })}</p>
        ) : null}
        <p className={styles.faint}>{t("message")}</p>
        {needsReread ? (
          <Button onClick={reread} variant="light">
            {t("reread")}
          </Button>
        ) : null}
      </div>
    </ConfirmDialog>
  );
}

function IssueFacts({ preview }: { preview: ImportPreview }) {
  const t = useTranslations("billImport");
  const { totals } = preview;
  return (
    <dl className={styles.facts}>
      <dt>{t("issue.stores")}</dt>
      <dd>{t("totals.stores", { count: totals.toBillCount })}</dd>
      <dt>{t("issue.total")}</dt>
      <dd>
        <Money amountWon={totals.toBillWon} size="strong" />
      </dd>
      <dt>{t("issue.expiring")}</dt>
      <dd>{t("issue.expiringCount", { count: totals.expiringCount })}</dd>
      <dt>{t("issue.skippedRows")}</dt>
      <dd>{t("issue.expiringCount", { count: totals.skippedCount })}</dd>
    </dl>
  );
}
