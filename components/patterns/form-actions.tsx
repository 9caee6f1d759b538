"use client";

import { Button, Group } from "@mantine/core";
import { useTranslations } from "next-intl";

type FormActionsProps = {
  /** The verb: "청구서 보내기". */
  submitLabel: string;
  pending: boolean;
  disabled?: boolean;
  onCancel?: () => void;
};

/** The last row of a form. */
export function FormActions({ submitLabel, pending, disabled = false, onCancel }: FormActionsProps) {
  const t = useTranslations("common.action");
  return (
    <Group justify="flex-end" mt="md">
      {onCancel ? (
        <Button disabled={pending} onClick={onCancel} variant="default">
          {t("cancel")}
        </Button>
      ) : null}
      <Button disabled={disabled} loading={pending} type="submit">
        {submitLabel}
      </Button>
    </Group>
  );
}
