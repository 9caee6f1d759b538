"use client";

import { useTranslations } from "next-intl";
import { ProgressLine } from "./progress-line.tsx";

/** How many rows of an uploaded file have been read; `progressKey` as it was sent with the upload. */
export function StagingProgress({ progressKey }: { progressKey: string }) {
  const t = useTranslations("billImport.progress");
  return <ProgressLine label={t("title")} taskKey={progressKey} />;
}
