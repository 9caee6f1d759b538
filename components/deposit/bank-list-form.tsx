"use client";

import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { BankSelect } from "#components/admin/bank-select.tsx";
import { FormActions } from "#components/patterns/form-actions.tsx";
import { useSchemaForm } from "#components/patterns/use-schema-form.ts";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { uploadBankListInput } from "#server/payments/bank-list/bank-list.schema.ts";
import { type BankCode, bankCodes } from "#server/trade-relationships/bank-code.schema.ts";
import styles from "./deposit.module.css";

type BankListFormProps = { opened: boolean; onClose: () => void; onUploaded: (bankListId: string) => void };

/** Asks for the bank's list of a day. */
export function BankListForm({ opened, onClose, onUploaded }: BankListFormProps) {
  const t = useTranslations();
  return (
    <Modal
      closeButtonProps={{ "aria-label": t("common.action.close") }}
      onClose={onClose}
      opened={opened}
      title={<Text fw={700}>{t("deposit.bankList.upload")}</Text>}
    >
      {opened ? <UploadForm onClose={onClose} onUploaded={onUploaded} /> : null}
    </Modal>
  );
}

function UploadForm({ onClose, onUploaded }: Omit<BankListFormProps, "opened">) {
  const t = useTranslations();
  const utils = trpc.useUtils();
  const upload = trpc.payment.uploadBankList.useMutation();
  const form = useSchemaForm({
    schema: uploadBankListInput,
    initialValues: {
      bankCode: bankCodes[0] as BankCode,
      tradedOn: null as string | null,
      fileName: "",
      contentBase64: "",
    },
    onSubmit: async (input) => {
      const { bankListId } = await upload.mutateAsync(input);
      await utils.payment.bankLists.invalidate();
      onUploaded(bankListId);
    },
  });
  const choose = async (file: File) => {
    form.setValue("contentBase64", base64Of(new Uint8Array(await file.arrayBuffer())));
    form.setValue("fileName", file.name);
  };
  return (
    <form noValidate onSubmit={form.onSubmit}>
      <Stack>
        <BankSelect {...form.field("bankCode")} label={t("deposit.fact.bank")} />
        <DatePickerInput
          {...form.field("tradedOn")}
          label={t("deposit.bankList.tradedOn")}
          monthLabelFormat={t("common.calendarMonth")}
          required
          valueFormat="YYYY-MM-DD"
        />
        <FileChoice
          error={form.field("fileName").error}
          fileName={form.values.fileName}
          onChoose={(file) => void choose(file)}
        />
        <p className={styles.note}>{t("deposit.bankList.columns")}</p>
        <ErrorNotice error={form.error} />
      </Stack>
      <FormActions onCancel={onClose} pending={form.pending} submitLabel={t("deposit.bankList.compare")} />
    </form>
  );
}

type FileChoiceProps = { fileName: string; error?: string | undefined; onChoose: (file: File) => void };

function FileChoice({ fileName, error, onChoose }: FileChoiceProps) {
  const t = useTranslations("deposit.bankList");
  const input = useRef<HTMLInputElement>(null);
  return (
    <Group>
      <Button onClick={() => input.current?.click()} variant="default">
        {t("chooseFile")}
      </Button>
      <input
        accept=".csv,text/csv"
        aria-label={t("file")}
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onChoose(file);
        }}
        ref={input}
        type="file"
      />
      <Text c={error ? "red" : "dimmed"} size="sm">
        {fileName || error || t("noFile")}
      </Text>
    </Group>
  );
}

/** In pieces: a call with millions of arguments overflows the stack. */
function base64Of(bytes: Uint8Array): string {
  const piece = 32_768;
  let binary = "";
  for (let at = 0; at < bytes.length; at += piece)
    binary += String.fromCharCode(...bytes.subarray(at, at + piece));
  return btoa(binary);
}
