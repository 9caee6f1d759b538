"use client";

import { useTranslations } from "next-intl";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { PageLoading } from "#components/ui/page-loading.tsx";
import { BatchView } from "./batch-view.tsx";
import styles from "./bill-import.module.css";
import { importAddress, importIdOf } from "./import-address.ts";
import { ImportPreviewView } from "./import-preview.tsx";
import { RecentImports } from "./recent-imports.tsx";
import { RunningTasks } from "./running-tasks.tsx";
import { SettingsButton } from "./settings-button.tsx";
import { UploadPanel } from "./upload-panel.tsx";

/** From an ERP's file to issued bills: upload, preview, result. */
export function ImportPage() {
  const { values, set } = useUrlFilters(importAddress);
  const importId = importIdOf(values.import);
  const open = (id: string) => set({ import: id });
  if (importId === null) return <ImportStart onOpen={open} />;
  return <OneImport importId={importId} key={importId} onLeave={() => set({ import: "" })} onOpen={open} />;
}

function ImportStart({ onOpen }: { onOpen: (importId: string) => void }) {
  const t = useTranslations("billImport");
  return (
    <>
      <PageHeader actions={<SettingsButton />} description={t("description")} title={t("title")} />
      <div className={styles.stack}>
        <RunningTasks onStaged={onOpen} />
        <UploadPanel onStaged={onOpen} />
        <RecentImports onOpen={onOpen} />
      </div>
    </>
  );
}

type OneImportProps = { importId: string; onLeave: () => void; onOpen: (importId: string) => void };

function OneImport({ importId, onLeave, onOpen }: OneImportProps) {
  const t = useTranslations("billImport");
  const preview = trpc.billImport.get.useQuery({ importId });
  if (preview.data === undefined) {
    return preview.isPending ? (
      <PageLoading />
    ) : (
      <>
        <PageHeader title={t("title")} />
        <div className={styles.stack}>
          <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />
          <UploadPanel onStaged={onOpen} />
        </div>
      </>
    );
  }
  const { status, billBatchId } = preview.data;
  if (status === "STAGED") return <ImportPreviewView onLeave={onLeave} preview={preview.data} />;
  if (billBatchId !== null) return <BatchView billBatchId={billBatchId} />;
  return (
    <>
      <PageHeader title={t("title")} />
      <div className={styles.stack}>
        <p className={styles.warning}>{t("notices.discarded")}</p>
        <UploadPanel onStaged={onOpen} />
      </div>
    </>
  );
}
