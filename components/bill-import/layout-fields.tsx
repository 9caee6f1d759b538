"use client";

import { NumberInput, Select } from "@mantine/core";
import { useTranslations } from "next-intl";
import {
  type FileDelimiter,
  type FileEncoding,
  fileEncodings,
} from "#server/imports/erp-file/mapping.schema.ts";
import styles from "./bill-import.module.css";
import { ENCODING_NAMES } from "./encoding-names.ts";
import type { FileChoice } from "./send-file.ts";

type LayoutFieldsProps = {
  choice: FileChoice;
  onChange: (choice: FileChoice) => void;
  /** Of a workbook: the sheets to choose from. */
  sheetNames?: readonly string[];
};

/** Encoding, delimiter and header line of a text file, sheet and header line of a workbook; empty: detected. */
export function LayoutFields({ choice, onChange, sheetNames = [] }: LayoutFieldsProps) {
  const t = useTranslations("billImport.layout");
  const delimiters: { value: FileDelimiter; label: string }[] = [
    { value: ",", label: t("comma") },
    { value: "\t", label: t("tab") },
    { value: ";", label: t("semicolon") },
  ];
  const textFields = (
    <>
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
    </>
  );
  return (
    <div className={styles.fields}>
      {sheetNames.length === 0 ? (
        textFields
      ) : (
        <Select
          clearable
          data={[...sheetNames]}
          label={t("sheet")}
          onChange={(value) => onChange({ ...choice, sheet: value ?? undefined, headerLineNo: undefined })}
          placeholder={t("auto")}
          value={choice.sheet ?? null}
        />
      )}
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
