"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./bill-import.module.css";
import type { ImportPreview } from "./bill-import.types.ts";
import { IssueDialog } from "./issue-dialog.tsx";
import type { ImportChanges } from "./use-import-changes.ts";

type TotalsBarProps = { preview: ImportPreview; changes: ImportChanges };

/** Always in sight: what an issue would bill now, and what is in its way. */
export function TotalsBar({ preview, changes }: TotalsBarProps) {
  const t = useTranslations("billImport");
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  const { toBillCount, toBillWon, errorCount, warningCount, skippedCount } = preview.totals;
  const amount = format.won(toBillWon);
  const hindrance =
    errorCount > 0
      ? t("issue.blocked", { count: errorCount })
      : toBillCount === 0
        ? t("issue.nothing")
        : null;
  return (
    <div className={styles.bar}>
      <div aria-live="polite" className={styles.totals}>
        {changes.isChanging ? (
          <span className={styles.faint}>{t("totals.updating")}</span>
        ) : (
          <>
            <strong>{t("totals.stores", { count: toBillCount })}</strong>
            <strong>{t("totals.total", { amount })}</strong>
            <StatusBadge tone={errorCount > 0 ? "danger" : "neutral"}>
              {t("totals.errors", { count: errorCount })}
            </StatusBadge>
            <StatusBadge tone={warningCount > 0 ? "warning" : "neutral"}>
              {t("totals.warnings", { count: warningCount })}
            </StatusBadge>
            <StatusBadge>{t("totals.skipped", { count: skippedCount })}</StatusBadge>
          </>
        )}
      </div>
      <div className={styles.barAction}>
        {hindrance ? <span className={styles.small}>{hindrance}</span> : null}
        <Button disabled={hindrance !== null || changes.isChanging} onClick={() => setOpened(true)} size="md">
          {hindrance === null ? t("issue.action", { count: toBillCount, amount }) : t("issue.actionShort")}
        </Button>
      </div>
      <IssueDialog changes={changes} onClose={() => setOpened(false)} opened={opened} preview={preview} />
    </div>
  );
}
