"use client";

import { Checkbox, SegmentedControl } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useFormat } from "#components/ui/use-format.ts";
import type { ColumnMapping } from "#server/imports/erp-file/mapping.schema.ts";
import styles from "./bill-import.module.css";
import type { ImportPreview } from "./bill-import.types.ts";
import { useColumnName } from "./use-column-name.ts";

type AmountColumnsProps = {
  preview: ImportPreview;
  onChange: (amountColumns: ColumnMapping["amountColumns"]) => void;
};

/** The amount to bill: one money column, or a sum and difference of several. */
export function AmountColumns({ preview, onChange }: AmountColumnsProps) {
  const t = useTranslations("billImport.mapping");
  const format = useFormat();
  const nameOf = useColumnName(preview);
  const chosen = preview.mapping.amountColumns;
  const shown = preview.columns.flatMap((column, index) =>
    column.isMoney || chosen.some((one) => one.index === index) ? [{ ...column, index }] : [],
  );
  const toggle = (index: number, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, { index, sign: 1 }] : chosen.filter((one) => one.index !== index));
  const turn = (index: number, sign: 1 | -1) =>
    onChange(chosen.map((one) => (one.index === index ? { index, sign } : one)));
  return (
    <fieldset className={styles.amounts}>
      <legend className={styles.label}>{t("amount")}</legend>
      {chosen.length === 0 ? <p className={styles.warning}>{t("amountMissing")}</p> : null}
      {shown.map(({ index, sumWon }) => {
        const own = chosen.find((one) => one.index === index);
        const isOnly = own !== undefined && chosen.length === 1;
        return (
          <div className={styles.amount} key={index}>
            <Checkbox
              checked={own !== undefined}
              description={
                sumWon === null ? undefined : t("columnSum", { amount: format.won(BigInt(sumWon)) })
              }
              disabled={isOnly}
              label={nameOf(index)}
              onChange={(event) => toggle(index, event.currentTarget.checked)}
            />
            {own && chosen.length > 1 ? (
              <SegmentedControl
                aria-label={t("signOf", { column: nameOf(index) })}
                data={[
                  { value: "1", label: t("plus") },
                  { value: "-1", label: t("minus") },
                ]}
                onChange={(value) => turn(index, value === "1" ? 1 : -1)}
                size="xs"
                value={String(own.sign)}
              />
            ) : null}
          </div>
        );
      })}
      <p className={styles.faint}>{t("amountHint")}</p>
    </fieldset>
  );
}
