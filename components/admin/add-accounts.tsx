"use client";

import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormActions } from "#components/patterns/form-actions.tsx";
import { useSchemaForm } from "#components/patterns/use-schema-form.ts";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import type { BankCode } from "#server/trade-relationships/bank-code.schema.ts";
import {
  addVirtualAccountsInput,
  maxAccountsAtOnce,
} from "#server/trade-relationships/trade-relationship.schema.ts";
import { readAccountNumbers } from "./account-numbers.ts";
import styles from "./admin.module.css";
import type { AccountsAdded } from "./admin.types.ts";
import { BankSelect } from "./bank-select.tsx";

const SHOWN_EXAMPLES = 5;

const examplesOf = (texts: readonly string[]) => texts.slice(0, SHOWN_EXAMPLES).join(", ");

/** Puts pasted account numbers into a bank's pool, then says what became of them. */
export function AddAccounts({ bankCode, onClose }: { bankCode: BankCode; onClose: () => void }) {
  const [result, setResult] = useState<AccountsAdded | null>(null);
  if (result) return <Outcome onAgain={() => setResult(null)} onClose={onClose} result={result} />;
  return <PasteForm bankCode={bankCode} onAdded={setResult} onClose={onClose} />;
}

type PasteFormProps = { bankCode: BankCode; onAdded: (result: AccountsAdded) => void; onClose: () => void };

function PasteForm({ bankCode, onAdded, onClose }: PasteFormProps) {
  const t = useTranslations("admin.virtualAccount.form");
  const utils = trpc.useUtils();
  const add = trpc.tradeRelationship.addVirtualAccounts.useMutation();
  const [text, setText] = useState("");
  const { numbers, wrong } = readAccountNumbers(text);
  const form = useSchemaForm({
    schema: addVirtualAccountsInput.omit({ accountNumbers: true }),
    initialValues: { bankCode, holderName: "" },
    onSubmit: async (input) => {
      const result = await add.mutateAsync({ ...input, accountNumbers: numbers });
      await utils.tradeRelationship.invalidate();
      onAdded(result);
    },
  });
  const isTooMany = numbers.length > maxAccountsAtOnce;
  return (
    <form noValidate onSubmit={form.onSubmit}>
      <Stack>
        <BankSelect {...form.field("bankCode")} label={t("bank")} />
        <TextInput
          {...form.textField("holderName")}
          data-autofocus
          description={t("holderNameHint")}
          label={t("holderName")}
          required
        />
        <Textarea
          description={t("numbersHint")}
          error={isTooMany ? t("tooMany", { max: maxAccountsAtOnce }) : undefined}
          label={t("numbers")}
          onChange={(event) => setText(event.currentTarget.value)}
          required
          rows={8}
          styles={{ input: { fontVariantNumeric: "tabular-nums" } }}
          value={text}
        />
        {wrong.length > 0 ? (
          <p className={styles.warning} role="alert">
            {t("wrong", { count: wrong.length, examples: examplesOf(wrong) })}
          </p>
        ) : null}
        <ErrorNotice error={form.error} />
      </Stack>
      <FormActions
        disabled={numbers.length === 0 || wrong.length > 0 || isTooMany}
        onCancel={onClose}
        pending={form.pending}
        submitLabel={t("submit", { count: numbers.length })}
      />
    </form>
  );
}

type OutcomeProps = { result: AccountsAdded; onAgain: () => void; onClose: () => void };

function Outcome({ result, onAgain, onClose }: OutcomeProps) {
  const t = useTranslations("admin.virtualAccount.result");
  const close = useTranslations("common.action")("close");
  const { addedCount, knownNumbers, repeatedNumbers } = result;
  return (
    <Stack role="status">
      <strong>{t("added", { count: addedCount })}</strong>
      {knownNumbers.length > 0 ? (
        <NumberList numbers={knownNumbers} text={t("known", { count: knownNumbers.length })} />
      ) : null}
      {repeatedNumbers.length > 0 ? (
        <NumberList numbers={repeatedNumbers} text={t("repeated", { count: repeatedNumbers.length })} />
      ) : null}
      <Group justify="flex-end">
        <Button onClick={onAgain} variant="default">
          {t("again")}
        </Button>
        <Button onClick={onClose}>{close}</Button>
      </Group>
    </Stack>
  );
}

function NumberList({ text, numbers }: { text: string; numbers: readonly string[] }) {
  const t = useTranslations("admin.virtualAccount.result");
  const hiddenCount = numbers.length - SHOWN_EXAMPLES;
  return (
    <div>
      <div>{text}</div>
      <div className={`${styles.small} ${styles.numbers}`}>
        {examplesOf(numbers)} {hiddenCount > 0 ? t("more", { count: hiddenCount }) : null}
      </div>
    </div>
  );
}
