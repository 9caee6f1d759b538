"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "#components/trpc/client.ts";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import styles from "./bill-import.module.css";
import type { Progress } from "./bill-import.types.ts";

/**
 * One task's progress, as the server tells it event by event: by SSE, which takes itself up again where it broke off.
 * onEnd is called once, when it has ended well or not.
 */
function useProgress(taskKey: string | null, onEnd?: (progress: Progress) => void): Progress | null {
  const [progress, setProgress] = useState<Progress | null>(null);
  trpc.billImport.progress.useSubscription(
    { key: taskKey ?? "" },
    {
      enabled: taskKey !== null,
      onData: ({ data }) => {
        setProgress(data);
        if (data.state !== "RUNNING") onEnd?.(data);
      },
    },
  );
  return taskKey === null ? null : progress;
}

type ProgressLineProps = { taskKey: string | null; label: string; onEnd?: (progress: Progress) => void };

/** How far a file's reading or issuing is. Nothing, while there is nothing to tell. */
export function ProgressLine({ taskKey, label, onEnd }: ProgressLineProps) {
  const t = useTranslations("billImport.progress");
  const progress = useProgress(taskKey, onEnd);
  if (progress === null) return null;
  const { phase, done, total, state } = progress;
  const key = phase as "READING"; // phases come from the server: whether a text exists is asked
  const text = state === "FAILED" ? t("failed") : t.has(key) ? t(key, { done }) : null;
  return (
    <div aria-live="polite" className={styles.uploadBar}>
      {total === null ? null : <ProgressBar done={done} label={label} total={total} />}
      <p className={styles.faint}>{text}</p>
    </div>
  );
}
