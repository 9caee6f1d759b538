"use client";

import { useTranslations } from "next-intl";
import { trpc } from "#components/trpc/client.ts";
import styles from "./bill-import.module.css";
import { ProgressLine } from "./progress-line.tsx";

type RunningTasksProps = {
  /** Only what concerns this import; else the files that are being read. */
  importId?: string;
  onStaged?: (importId: string) => void;
};

/** What is under way on the server, found again after a reload of the page. */
export function RunningTasks({ importId, onStaged }: RunningTasksProps) {
  const t = useTranslations("billImport.progress");
  const utils = trpc.useUtils();
  const running = trpc.billImport.running.useQuery();
  const tasks = (running.data ?? []).filter((task) =>
    importId ? task.importId === importId : task.kind === "STAGE",
  );
  return tasks.map((task) => {
    const label = task.kind === "STAGE" ? t("staging", { fileName: task.fileName }) : t("issuing");
    return (
      <section aria-label={label} className={styles.details} key={task.id}>
        <strong>{label}</strong>
        <ProgressLine
          label={label}
          onEnd={(ended) => {
            void utils.billImport.invalidate();
            if (ended.state === "DONE" && ended.importId !== null) onStaged?.(ended.importId);
          }}
          taskKey={task.id}
        />
      </section>
    );
  });
}
