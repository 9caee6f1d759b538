"use client";

import { NumberInput, Select } from "@mantine/core";
import { useTranslations } from "next-intl";
import {
  type FileDelimiter,
  type FileEncoding,
  fileEncodings,
} from "#server/imports/erp-file/mapping.schema.ts";
import styles from "./bill-import.module.css";
import type { FileChoice } from "./send-file.ts";

type LayoutFieldsProps = { choice: FileChoice; onChange: (choice: FileChoice) => void };

/** Names of standards, the same in every language. */
const ENCODING_NAMES: Record<FileEncoding, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16LE",
  "utf-16be": "UTF-16BE",
  cp949: "CP949 (EUC-KR)",
};

/** Encoding, delimiter and header line of a file; what is left empty is detected. */
export function LayoutFields({ choice, onChange }: LayoutFieldsProps) {
  const t = useTranslations("billImport.layout");
  const delimiters: { value: FileDelimiter; label: string }[] = [
    { value: ",", label: t("comma") },
    { value: "\t", label: t("tab") },
    { value: ";", label: t("semicolon") },
  ];
  return (
    <div className={styles.fields}>
      <Select
        clearable
        data={fileEncodings.map((value) => ({ value, label: ENCODING_NAMES[value] }))}
        label={t("encoding")}
        onChange={(value) => onChange({ ...choice, encoding: (value as FileEncoding | null) ?? undefined })}
        placeholder={t("auto")}
        value={choice.encoding ?? null}
      />
      <Select
        clearable
        data={delimiters}
        label={t("delimiter")}
        onChange={(value) => onChange({ ...choice, delimiter: (value as FileDelimiter | null) ?? undefined })}
        placeholder={t("auto")}
        value={choice.delimiter ?? null}
      />
      <NumberInput
        allowDecimal={false}
        label={t("headerLineNo")}
        max={10_000}
        min={1}
        onChange={(value) =>
          onChange({ ...choice, headerLineNo: typeof value === "number" ? value : undefined })
        }
        placeholder={t("auto")}
        value={choice.headerLineNo ?? ""}
      />
    </div>
  );
}
