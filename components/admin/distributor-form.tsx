"use client";

import { NumberInput, Stack, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { AmountInput } from "#components/patterns/amount-input.tsx";
import { FormActions } from "#components/patterns/form-actions.tsx";
import { useSchemaForm } from "#components/patterns/use-schema-form.ts";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import type { BankCode } from "#server/trade-relationships/bank-code.schema.ts";
import {
  createDistributorInput,
  usualContract,
} from "#server/trade-relationships/trade-relationship.schema.ts";
import styles from "./admin.module.css";
import { BankSelect } from "./bank-select.tsx";

function useDistributorForm(onClose: () => void) {
  const t = useTranslations("admin.distributor");
  const toast = useToast();
  const utils = trpc.useUtils();
  const create = trpc.tradeRelationship.createDistributor.useMutation();
  return useSchemaForm({
    schema: createDistributorInput,
    initialValues: {
      name: "",
      businessNumber: "",
      bankCode: "004" as BankCode,
      businessDays: usualContract.businessDays as number | null,
      cutoffTime: usualContract.cutoffTime,
      feeWon: usualContract.feeWon as bigint | null,
      feeRateBps: usualContract.feeRateBps as number | null,
    },
    fieldOfCode: { DISTRIBUTOR_EXISTS: "businessNumber" },
    onSubmit: async (input) => {
      await create.mutateAsync(input);
      await utils.tradeRelationship.invalidate();
      toast.success(t("created", { name: input.name }));
      onClose();
    },
  });
}

/** Takes a distributor on, with its first settlement contract. */
export function DistributorForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations("admin.distributor");
  const form = useDistributorForm(onClose);
  return (
    <form noValidate onSubmit={form.onSubmit}>
      <Stack>
        <TextInput {...form.textField("name")} data-autofocus label={t("form.name")} required />
        <TextInput
          {...form.textField("businessNumber")}
          inputMode="numeric"
          label={t("form.businessNumber")}
          required
        />
        <BankSelect {...form.field("bankCode")} description={t("form.bankHint")} label={t("form.bank")} />
        <ContractFields form={form} />
        <ErrorNotice error={form.error} />
      </Stack>
      <FormActions onCancel={onClose} pending={form.pending} submitLabel={t("create")} />
    </form>
  );
}

function ContractFields({ form }: { form: ReturnType<typeof useDistributorForm> }) {
  const t = useTranslations("admin.distributor.form");
  const businessDays = form.field("businessDays");
  const feeRate = form.field("feeRateBps");
  return (
    <fieldset className={styles.group}>
      <legend>{t("contract")}</legend>
      <p className={styles.note}>{t("contractHint")}</p>
      <div className={styles.pair}>
        <NumberInput
          {...businessDays}
          allowDecimal={false}
          label={t("businessDays")}
          max={30}
          min={1}
          onChange={(value) => businessDays.onChange(value === "" ? null : Number(value))}
          required
          value={businessDays.value ?? ""}
        />
        <TextInput {...form.textField("cutoffTime")} label={t("cutoffTime")} required type="time" />
        <AmountInput {...form.field("feeWon")} label={t("feeWon")} required />
        <NumberInput
          decimalScale={2}
          defaultValue={(feeRate.value ?? 0) / 100}
          error={feeRate.error}
          label={t("feeRate")}
          max={100}
          min={0}
          name={feeRate.name}
          onChange={(value) => feeRate.onChange(value === "" ? null : Math.round(Number(value) * 100))}
          required
          suffix="%"
        />
      </div>
    </fieldset>
  );
}
