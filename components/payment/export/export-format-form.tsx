"use client";

import { ActionIcon, Button, Select, Stack, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useId, useState } from "react";
import { FormActions } from "#components/patterns/form-actions.tsx";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { type ExportColumn, type ExportFormat, exportFields } from "#server/payments/export/export.schema.ts";
import styles from "./export.module.css";

type Line = ExportColumn & { key: number };

/** Which columns the file has, in which order and under which names. */
export function ExportFormatForm({ format, onDone }: { format: ExportFormat; onDone: () => void }) {
  const t = useTranslations("erpExport");
  const toast = useToast();
  const utils = trpc.useUtils();
  const save = trpc.payment.saveExportFormat.useMutation();
  const [lines, setLines] = useState<Line[]>(() => format.columns.map((column, key) => ({ ...column, key })));
  const [bankAccountCode, setBankAccountCode] = useState(format.bankAccountCode);

  const change = (key: number, changes: Partial<ExportColumn>) =>
    setLines((all) => all.map((line) => (line.key === key ? { ...line, ...changes } : line)));
  const move = (from: number, to: number) =>
    setLines((all) => {
      const moved = all[from];
      return moved ? all.toSpliced(from, 1).toSpliced(to, 0, moved) : all;
    });
  const add = () =>
    setLines((all) => [
      ...all,
      { field: "fixed", header: "", text: "", key: Math.max(0, ...all.map(({ key }) => key)) + 1 },
    ]);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    await save
      .mutateAsync({ bankAccountCode, columns: lines.map(({ key: _key, ...column }) => column) })
      .then(
        async () => {
          await utils.payment.exportFormat.invalidate();
          toast.success(t("format.saved"));
          onDone();
        },
        () => undefined, // shown below, from the mutation
      );
  };

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        <TextInput
          description={t("format.accountHint")}
          label={t("format.account")}
          maxLength={50}
          onChange={(event) => setBankAccountCode(event.currentTarget.value)}
          value={bankAccountCode}
        />
        <ol className={styles.columns}>
          {lines.map((line, index) => (
            <ColumnLine
              isFirst={index === 0}
              isLast={index === lines.length - 1}
              key={line.key}
              line={line}
              onChange={(changes) => change(line.key, changes)}
              onMove={(by) => move(index, index + by)}
              onRemove={() => setLines((all) => all.filter(({ key }) => key !== line.key))}
            />
          ))}
        </ol>
        <Button disabled={lines.length >= 40} onClick={add} variant="default">
          {t("format.add")}
        </Button>
        <ErrorNotice error={save.error} />
      </Stack>
      <FormActions onCancel={onDone} pending={save.isPending} submitLabel={t("format.save")} />
    </form>
  );
}

type ColumnLineProps = {
  line: Line;
  isFirst: boolean;
  isLast: boolean;
  onChange: (changes: Partial<ExportColumn>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

function ColumnLine({ line, isFirst, isLast, onChange, onMove, onRemove }: ColumnLineProps) {
  const t = useTranslations("erpExport");
  const id = useId();
  const { header } = line;
  return (
    <li className={styles.column}>
      <Select
        allowDeselect={false}
        aria-label={t("format.field")}
        data={exportFields.map((value) => ({ value, label: t(`field.${value}`) }))}
        id={id}
        onChange={(value) => {
          const field = exportFields.find((known) => known === value);
          if (field) onChange({ field });
        }}
        value={line.field}
      />
      <div>
        <TextInput
          aria-label={t("format.header")}
          maxLength={50}
          onChange={(event) => onChange({ header: event.currentTarget.value })}
          placeholder={t("format.header")}
          required
          value={header}
        />
        {line.field === "fixed" ? (
          <TextInput
            aria-label={t("format.text")}
            maxLength={100}
            mt={4}
            onChange={(event) => onChange({ text: event.currentTarget.value })}
            placeholder={t("format.text")}
            value={line.text}
          />
        ) : null}
      </div>
      <span className={styles.moves}>
        <ActionIcon
          aria-label={t("format.up", { header })}
          disabled={isFirst}
          onClick={() => onMove(-1)}
          size="lg"
          variant="default"
        >
          <Icon className={styles.up} name="chevron" size={16} />
        </ActionIcon>
        <ActionIcon
          aria-label={t("format.down", { header })}
          disabled={isLast}
          onClick={() => onMove(1)}
          size="lg"
          variant="default"
        >
          <Icon className={styles.down} name="chevron" size={16} />
        </ActionIcon>
        <ActionIcon
          aria-label={t("format.remove", { header })}
          disabled={isFirst && isLast}
          onClick={onRemove}
          size="lg"
          variant="default"
        >
          <Icon name="close" size={16} />
        </ActionIcon>
      </span>
    </li>
  );
}
