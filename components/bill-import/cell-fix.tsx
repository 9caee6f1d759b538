"use client";

import { Button, Group, Popover, Select, Stack, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import styles from "./bill-import.module.css";
import type { ImportPreview, ImportRow } from "./bill-import.types.ts";
import { useColumnName } from "./use-column-name.ts";
import type { ImportChanges } from "./use-import-changes.ts";

type CellFixProps = {
  row: ImportRow;
  preview: ImportPreview;
  changes: ImportChanges;
  /** The cell to begin with; else the first that the amount is made of. */
  column?: number | undefined;
};

/** Corrects a cell of a row where it stands; the file's own cell stays beside it. */
export function CellFix(props: CellFixProps) {
  const t = useTranslations("billImport.fix");
  const [opened, setOpened] = useState(false);
  return (
    <Popover onChange={setOpened} opened={opened} position="bottom-end" shadow="md" trapFocus width={320}>
      <Popover.Target>
        <Button onClick={() => setOpened(!opened)} size="compact-xs" variant="subtle">
          {t("action")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <FixForm {...props} onDone={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function FixForm({ row, preview, changes, column: asked, onDone }: CellFixProps & { onDone: () => void }) {
  const t = useTranslations("billImport.fix");
  const nameOf = useColumnName(preview);
  const [column, setColumn] = useState(asked ?? preview.mapping.amountColumns[0]?.index ?? 0);
  const own = row.edits.find((edit) => edit.column === column);
  const inFile = row.cells[column] ?? "";
  const [draft, setDraft] = useState<string | null>(null);
  const apply = (value: string | null) => {
    changes.editCell({ lineNo: row.lineNo, column, value });
    onDone();
  };
  return (
    <form
      aria-label={t("title", { lineNo: String(row.lineNo) })}
      onSubmit={(event) => {
        event.preventDefault();
        apply(draft ?? own?.value ?? inFile);
      }}
    >
      <Stack gap="sm">
        <Select
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={preview.columns.map((_, index) => ({ value: String(index), label: nameOf(index) }))}
          label={t("column")}
          onChange={(value) => {
            setColumn(Number(value));
            setDraft(null);
          }}
          searchable
          value={String(column)}
        />
        <TextInput
          data-autofocus
          description={t("inFile", { value: inFile.trim() || t("empty") })}
          inputWrapperOrder={["label", "input", "description"]}
          label={t("value")}
          maxLength={2_000}
          onChange={(event) => setDraft(event.currentTarget.value)}
          value={draft ?? own?.value ?? inFile}
        />
        <p className={styles.small}>{t("hint")}</p>
        <Group justify="flex-end">
          {own ? (
            <Button onClick={() => apply(null)} size="xs" variant="default">
              {t("undo")}
            </Button>
          ) : null}
          <Button size="xs" type="submit">
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
