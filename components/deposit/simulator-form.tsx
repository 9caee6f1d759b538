"use client";

import { SegmentedControl, Select, Stack, TextInput } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AmountInput } from "#components/patterns/amount-input.tsx";
import { FormActions } from "#components/patterns/form-actions.tsx";
import { useSchemaForm } from "#components/patterns/use-schema-form.ts";
import { useBankName } from "#components/trade-relationship/use-bank-name.ts";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { simulateNoticeInput } from "#server/payments/payment.schema.ts";
import { type BankCode, bankCodes } from "#server/trade-relationships/bank-code.schema.ts";
import type { RelationshipRow, WebhookAnswer } from "./deposit.types.ts";
import { RelationshipPicker } from "./relationship-picker.tsx";
import styles from "./sandbox.module.css";
import { SimulatorPresets } from "./simulator-presets.tsx";
import { seoulInstant, unknownAccountNumber } from "./simulator-values.ts";
import { TargetFacts } from "./target-facts.tsx";
import { useSimulate } from "./use-simulate.ts";

const [depositInput] = simulateNoticeInput.options;

type Mode = "relationship" | "account";

/** Composes a deposit as the bank would report it. */
export function SimulatorForm({ onAnswer }: { onAnswer: (answer: WebhookAnswer) => void }) {
  const t = useTranslations("deposit.sandbox");
  const [mode, setMode] = useState<Mode>("relationship");
  const [clock, setClock] = useState<string | null>(null);
  const form = useSimulatorForm(onAnswer);
  const { picked, pick } = usePicked((relationship) => {
    form.setValue("bankCode", relationship?.bankCode ?? "");
    form.setValue("accountNumber", relationship?.accountNumber ?? "");
    if (relationship) form.setValue("depositorName", relationship.ownerName);
  });
  const amount = form.field("amountWon");

  const toUnknownAccount = () => {
    setMode("account");
    form.setValue("bankCode", picked?.bankCode ?? bankCodes[0]);
    form.setValue("accountNumber", unknownAccountNumber(Math.random()));
    if (form.values.amountWon === null) form.setValue("amountWon", 100_000n);
    if (form.values.depositorName === "") form.setValue("depositorName", t("depositor"));
  };

  return (
    <form noValidate onSubmit={form.onSubmit}>
      <Stack gap="sm">
        <SegmentedControl
          aria-label={t("target")}
          data={[
            { value: "relationship", label: t("targetRelationship") },
            { value: "account", label: t("targetAccount") },
          ]}
          fullWidth
          onChange={(value) => setMode(value === "account" ? "account" : "relationship")}
          value={mode}
        />
        {mode === "relationship" ? (
          <>
            <RelationshipPicker error={form.field("accountNumber").error} onChange={pick} value={picked} />
            {picked ? <TargetFacts relationship={picked} /> : null}
          </>
        ) : (
          <AccountFields form={form} />
        )}
        <SimulatorPresets
          billedWon={mode === "relationship" ? (picked?.billedWon ?? null) : null}
          onAmount={amount.onChange}
          onUnknownAccount={toUnknownAccount}
        />
        <AmountInput {...amount} label={t("amount")} required />
        <TextInput {...form.textField("depositorName")} label={t("depositor")} required />
        <TradedAtPicker
          clock={clock}
          onChange={(value) => {
            setClock(value);
            form.setValue("tradedAt", seoulInstant(value));
          }}
        />
        <ErrorNotice error={form.error} />
      </Stack>
      <FormActions pending={form.pending} submitLabel={t("send")} />
    </form>
  );
}

function useSimulatorForm(onAnswer: (answer: WebhookAnswer) => void) {
  const simulate = useSimulate(onAnswer);
  return useSchemaForm({
    schema: depositInput,
    initialValues: {
      type: "deposit.received" as const,
      bankCode: "",
      accountNumber: "",
      depositorName: "",
      amountWon: null as bigint | null,
      tradedAt: null as Date | null,
    },
    onSubmit: (input) => simulate.mutateAsync(input),
  });
}

/** The relationship chosen, as it stands now: after each deposit its bill's remaining amount is another. */
function usePicked(onPick: (relationship: RelationshipRow | null) => void) {
  const [picked, setPicked] = useState<RelationshipRow | null>(null);
  const { data } = trpc.tradeRelationship.adminList.useQuery(
    {
      search: picked?.accountNumber ?? "",
      distributorId: picked?.distributorId ?? null,
      state: "ALL",
      limit: 10,
    },
    { enabled: picked?.accountNumber != null },
  );
  const current = data?.items.find(({ id }) => id === picked?.id) ?? picked;
  return {
    picked: current,
    pick: (relationship: RelationshipRow | null) => {
      setPicked(relationship);
      onPick(relationship);
    },
  };
}

function AccountFields({ form }: { form: ReturnType<typeof useSimulatorForm> }) {
  const t = useTranslations("deposit.sandbox");
  const bankName = useBankName();
  const bank = form.field("bankCode");
  return (
    <div className={styles.pair}>
      <Select
        allowDeselect={false}
        data={bankCodes.map((code: BankCode) => ({ value: code, label: bankName(code) }))}
        error={bank.error}
        label={t("bank")}
        onChange={(value) => bank.onChange(value ?? "")}
        required
        searchable
        value={bank.value || null}
      />
      <TextInput
        {...form.textField("accountNumber")}
        inputMode="numeric"
        label={t("accountNumber")}
        required
      />
    </div>
  );
}

type TradedAtPickerProps = { clock: string | null; onChange: (clock: string | null) => void };

function TradedAtPicker({ clock, onChange }: TradedAtPickerProps) {
  const t = useTranslations();
  return (
    <DateTimePicker
      clearable
      clearButtonProps={{ "aria-label": t("common.action.clear") }}
      description={t("deposit.sandbox.tradedAtHint")}
      label={t("deposit.sandbox.tradedAt")}
      monthLabelFormat={t("common.calendarMonth")}
      onChange={onChange}
      value={clock}
      valueFormat="YYYY-MM-DD HH:mm"
    />
  );
}
