"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./bill-import.module.css";
import type { ImportPreview } from "./bill-import.types.ts";
import { DefaultsPanel } from "./defaults-panel.tsx";
import { DifferencePanel } from "./difference-panel.tsx";
import { LayoutPanel } from "./layout-panel.tsx";
import { MappingPanel } from "./mapping-panel.tsx";
import { RowList } from "./row-list.tsx";
import { RunningTasks } from "./running-tasks.tsx";
import { TotalsBar } from "./totals-bar.tsx";
import { useImportChanges } from "./use-import-changes.ts";

type ImportPreviewViewProps = { preview: ImportPreview; onLeave: () => void };

/** What the file will bill, and everything that can be changed about it before it does. */
export function ImportPreviewView({ preview, onLeave }: ImportPreviewViewProps) {
  const t = useTranslations("billImport");
  const format = useFormat();
  const changes = useImportChanges(preview.importId);
  return (
    <>
      <PageHeader
        actions={<DiscardButton importId={preview.importId} onDone={onLeave} />}
        description={preview.fileName}
        title={t("title")}
      />
      <div className={styles.stack}>
        {preview.sameFileIssuedAt ? (
          <p className={styles.warning} role="alert">
            {t("notices.sameFile", { issuedAt: format.dateTime(preview.sameFileIssuedAt) })}
          </p>
        ) : null}
        <div className={styles.panels}>
          <MappingPanel changes={changes} preview={preview} />
          <div className={styles.stack}>
            <DefaultsPanel changes={changes} preview={preview} />
            <LayoutPanel changes={changes} key={preview.version} preview={preview} />
          </div>
        </div>
        <RunningTasks importId={preview.importId} />
        <DifferencePanel importId={preview.importId} />
        <RowList changes={changes} preview={preview} />
      </div>
      <TotalsBar changes={changes} preview={preview} />
    </>
  );
}

function DiscardButton({ importId, onDone }: { importId: string; onDone: () => void }) {
  const t = useTranslations("billImport.discard");
  const toast = useToast();
  const utils = trpc.useUtils();
  const [opened, setOpened] = useState(false);
  const { mutateAsync } = trpc.billImport.discard.useMutation();
  const discard = async () => {
    await mutateAsync({ importId });
    void utils.billImport.list.invalidate();
    toast.success(t("done"));
    onDone();
  };
  return (
    <>
      <Button onClick={() => setOpened(true)} variant="default">
        {t("action")}
      </Button>
      <ConfirmDialog
        confirmLabel={t("action")}
        danger
        onClose={() => setOpened(false)}
        onConfirm={discard}
        opened={opened}
        title={t("title")}
      >
        {t("body")}
      </ConfirmDialog>
    </>
  );
}
