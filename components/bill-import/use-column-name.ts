import { useTranslations } from "next-intl";
import type { ImportPreview } from "./bill-import.types.ts";

/** A column's heading, or its number where the file gives none; both where several bear the same heading. */
export function useColumnName(preview: Pick<ImportPreview, "columns">): (index: number) => string {
  const t = useTranslations("billImport.mapping");
  return (index) => {
    const name = preview.columns[index]?.name;
    const number = String(index + 1);
    if (!name) return t("unnamed", { number });
    const isRepeated = preview.columns.some((other, i) => i !== index && other.name === name);
    return isRepeated ? t("repeated", { name, number }) : name;
  };
}
