"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import styles from "./bill-import.module.css";
import type { ImportPreview } from "./bill-import.types.ts";
import { LayoutFields } from "./layout-fields.tsx";
import type { FileChoice } from "./send-file.ts";
import type { ImportChanges } from "./use-import-changes.ts";

type LayoutPanelProps = { preview: ImportPreview; changes: ImportChanges };

/** How the file is read, folded away as it is nearly always detected right. */
export function LayoutPanel({ preview, changes }: LayoutPanelProps) {
  const t = useTranslations("billImport.layout");
  const { encoding, delimiter, headerLineNo, sheet, sheetNames } = preview;
  const [choice, setChoice] = useState<FileChoice>(
    sheet === null ? { encoding, delimiter, headerLineNo } : { sheet, headerLineNo },
  );
  return (
    <details className={styles.details}>
      <summary>{t("title")}</summary>
      <div className={styles.stack}>
        <LayoutFields choice={choice} onChange={setChoice} sheetNames={sheetNames} />
        {sheet === null ? <p className={styles.faint}>{t("garbled")}</p> : null}
        <div>
          <Button
            loading={changes.isChanging}
            onClick={() => changes.remap({ layout: choice })}
            variant="light"
          >
            {t("apply")}
          </Button>
        </div>
      </div>
    </details>
  );
}
