"use client";

import { Button, Group } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "#components/ui/card.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { domainFailureOf } from "#components/ui/error-text.ts";
import styles from "./bill-import.module.css";
import { HeadPreview } from "./head-preview.tsx";
import { LayoutFields } from "./layout-fields.tsx";
import type { FileChoice } from "./send-file.ts";

/** What a clerk who knows the file can mend by saying how to read it. */
const READABLE_OTHERWISE = new Set([
  "IMPORT_ENCODING_UNKNOWN",
  "IMPORT_HEADER_NOT_FOUND",
  "IMPORT_TOO_MANY_COLUMNS",
  "IMPORT_QUOTE_UNCLOSED",
  "IMPORT_SHEET_NOT_FOUND",
]);

type UploadFailureProps = {
  file: File;
  error: unknown;
  onRetry: (file: File, choice: FileChoice) => unknown;
  onReset: () => void;
};

/** Why a file was refused, and what to do about it. Nothing of it was stored. */
export function UploadFailure({ file, error, onRetry, onReset }: UploadFailureProps) {
  const t = useTranslations("billImport.upload");
  const [choice, setChoice] = useState<FileChoice>({});
  const { code, details } = domainFailureOf(error);
  const isMendable = READABLE_OTHERWISE.has(code);
  // No sheet's name can hold a slash.
  const sheetNames = typeof details.sheetNames === "string" ? details.sheetNames.split(" / ") : [];
  return (
    <Card title={t("failedTitle", { fileName: file.name })}>
      <div className={styles.stack}>
        <ErrorNotice error={error} />
        {sheetNames.length === 0 ? <HeadPreview choice={choice} file={file} /> : null}
        {sheetNames.length > 0 && typeof details.head === "string" && details.head !== "" ? (
          <div>
            <p className={styles.label}>{t("head")}</p>
            <pre className={styles.head}>{details.head}</pre>
          </div>
        ) : null}
        {isMendable ? <LayoutFields choice={choice} onChange={setChoice} sheetNames={sheetNames} /> : null}
        <Group>
          {isMendable ? <Button onClick={() => void onRetry(file, choice)}>{t("again")}</Button> : null}
          <Button onClick={onReset} variant={isMendable ? "default" : "filled"}>
            {t("other")}
          </Button>
        </Group>
      </div>
    </Card>
  );
}
