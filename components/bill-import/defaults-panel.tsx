"use client";

import { Button, TextInput } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/patterns/use-toast.ts";
import { Card } from "#components/ui/card.tsx";
import type { ImportDefaults } from "#server/imports/import.schema.ts";
import styles from "./bill-import.module.css";
import type { ImportPreview } from "./bill-import.types.ts";
import type { ImportChanges } from "./use-import-changes.ts";

type DefaultsPanelProps = { preview: ImportPreview; changes: ImportChanges };

/** Period, due date and memo of every row that has none of its own. */
export function DefaultsPanel({ preview, changes }: DefaultsPanelProps) {
  const t = useTranslations();
  const toast = useToast();
  const [draft, setDraft] = useState<ImportDefaults>(preview.defaults);
  const set = (change: Partial<ImportDefaults>) => setDraft({ ...draft, ...change });
  const isChanged = JSON.stringify(draft) !== JSON.stringify(preview.defaults);
  const dates = {
    clearable: true,
    clearButtonProps: { "aria-label": t("common.action.clear") },
    monthLabelFormat: t("common.calendarMonth"),
    placeholder: t("common.form.optional"),
    valueFormat: "YYYY-MM-DD",
  };
  return (
    <Card title={t("billImport.defaults.title")}>
      <form
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          const defaults = { ...draft, memo: draft.memo?.trim() || null };
          changes.remap({ defaults }, () => toast.success(t("billImport.defaults.applied")));
        }}
      >
        <DatePickerInput
          {...dates}
          allowSingleDateInRange
          label={t("billImport.defaults.period")}
          onChange={([periodStartOn, periodEndOn]) => set({ periodStartOn, periodEndOn })}
          type="range"
          value={[draft.periodStartOn, draft.periodEndOn]}
        />
        <DatePickerInput
          {...dates}
          label={t("billImport.defaults.due")}
          onChange={(dueOn) => set({ dueOn })}
          value={draft.dueOn}
        />
        <TextInput
          label={t("billImport.defaults.memo")}
          maxLength={500}
          onChange={(event) => set({ memo: event.currentTarget.value || null })}
          placeholder={t("common.form.optional")}
          value={draft.memo ?? ""}
        />
        <p className={styles.faint}>{t("billImport.defaults.hint")}</p>
        <div>
          <Button disabled={!isChanged} loading={changes.isChanging} type="submit" variant="light">
            {t("billImport.defaults.apply")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
