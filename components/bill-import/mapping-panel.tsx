"use client";

import { Button, Select } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { type ColumnMapping, columnMappingSchema } from "#server/imports/erp-file/mapping.schema.ts";
import { AmountColumns } from "./amount-columns.tsx";
import styles from "./bill-import.module.css";
import type { ImportPreview } from "./bill-import.types.ts";
import { useColumnName } from "./use-column-name.ts";
import type { ImportChanges } from "./use-import-changes.ts";

const ROLES = [
  "customerCode",
  "customerName",
  "businessNumber",
  "periodStart",
  "periodEnd",
  "dueOn",
  "memo",
] as const;

/** Whether the columns were guessed, or remembered from an earlier file of this shape. */
function MappingOrigin({ preview, changes }: MappingPanelProps) {
  const t = useTranslations("billImport.mapping");
  const format = useFormat();
  const { mappingSource, memory } = preview;
  if (mappingSource === "PROPOSED" || memory === null) return <p className={styles.faint}>{t("hint")}</p>;
  return (
    <div className={styles.origin}>
      <p className={styles.faint}>
        {t("remembered", {
          rememberedAt: format.date(memory.rememberedAt),
          rememberedByName: memory.rememberedByName,
        })}
      </p>
      <Button
        disabled={changes.isChanging}
        onClick={() => changes.remap({ mapping: null })}
        size="compact-sm"
        variant="subtle"
      >
        {t("forget")}
      </Button>
    </div>
  );
}

type MappingPanelProps = { preview: ImportPreview; changes: ImportChanges };

/** Which column is what; a change is read at once. */
export function MappingPanel({ preview, changes }: MappingPanelProps) {
  const t = useTranslations("billImport.mapping");
  const nameOf = useColumnName(preview);
  const { mapping, columns } = preview;
  const apply = (change: Partial<ColumnMapping>) => {
    const parsed = columnMappingSchema.safeParse({ ...mapping, ...change });
    if (parsed.success) changes.remap({ mapping: parsed.data });
  };
  const options = columns.map((_, index) => ({ value: String(index), label: nameOf(index) }));
  const hasCustomer = (mapping.customerCode ?? mapping.businessNumber ?? mapping.customerName) !== undefined;
  return (
    <Card title={t("title")}>
      <div className={styles.stack}>
        <MappingOrigin changes={changes} preview={preview} />
        <AmountColumns onChange={(amountColumns) => apply({ amountColumns })} preview={preview} />
        {hasCustomer ? null : <p className={styles.warning}>{t("customerMissing")}</p>}
        <div className={styles.fields}>
          {ROLES.map((role) => {
            const index = mapping[role];
            return (
              <Select
                clearable
                data={options}
                description={index === undefined ? undefined : columns[index]?.samples.join(" · ")}
                inputWrapperOrder={["label", "input", "description"]}
                key={role}
                label={t(role)}
                onChange={(value) => apply({ [role]: value === null ? undefined : Number(value) })}
                placeholder={t("absent")}
                searchable
                value={index === undefined ? null : String(index)}
              />
            );
          })}
        </div>
      </div>
    </Card>
  );
}
