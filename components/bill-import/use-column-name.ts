import { useTranslations } from "next-intl";
import type { ImportPreview } from "./bill-import.types.ts";

/** A column's heading, or its number where the file gives none. */
export function useColumnName(preview: Pick<ImportPreview, "columns">): (index: number) => string {
  const t = useTranslations("billImport.mapping");
  return (index) => preview.columns[index]?.name || t("unnamed", { number: String(index + 1) });
}
