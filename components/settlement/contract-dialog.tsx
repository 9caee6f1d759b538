"use client";

import { Modal, NumberInput, Select, Stack, Switch, Text, TextInput } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useTranslations } from "next-intl";
import { AmountInput } from "#components/patterns/amount-input.tsx";
import { FormActions } from "#components/patterns/form-actions.tsx";
import { useSchemaForm } from "#components/patterns/use-schema-form.ts";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { contractInput } from "#server/settlements/settlement.schema.ts";
import type { DistributorTerms } from "./settlement.types.ts";

const roundings = ["DOWN", "HALF_UP", "UP"] as const;

type ContractDialogProps = { distributor: DistributorTerms | null; opened: boolean; onClose: () => void };

/** Asks for a distributor's new terms, starting from the latest ones. */
export function ContractDialog({ distributor, opened, onClose }: ContractDialogProps) {
  const t = useTranslations();
  const name = distributor?.distributorName ?? "";
  return (
    <Modal
      closeButtonProps={{ "aria-label": t("common.action.close") }}
      onClose={onClose}
      opened={opened}
      title={<Text fw={700}>{t("settlement.admin.setFor", { distributorName: name })}</Text>}
    >
      {distributor ? (
        <ContractForm distributor={distributor} key={distributor.distributorId} onClose={onClose} />
      ) : null}
    </Modal>
  );
}

function ContractForm({ distributor, onClose }: { distributor: DistributorTerms; onClose: () => void }) {
  const t = useTranslations();
  const toast = useToast();
  const utils = trpc.useUtils();
  const setContract = trpc.settlement.setContract.useMutation();
  const latest = distributor.next ?? distributor.inForce;
  const form = useSchemaForm({
    schema: contractInput,
    initialValues: {
      distributorId: distributor.distributorId,
      effectiveFromOn: null as string | null,
      businessDays: (latest?.businessDays ?? 1) as number | null,
      cutoffTime: latest?.cutoffTime ?? "16:00",
      feeWon: (latest?.feeWon ?? 0n) as bigint | null,
      feeRateBps: (latest?.feeRateBps ?? 0) as number | null,
      vatIncluded: latest?.vatIncluded ?? false,
      rounding: latest?.rounding ?? ("DOWN" as const),
    },
    fieldOfCode: { SETTLEMENT_CONTRACT_TOO_EARLY: "effectiveFromOn" },
    onSubmit: async (input) => {
      await setContract.mutateAsync(input);
      await utils.settlement.contracts.invalidate();
      toast.success(t("settlement.form.saved"));
      onClose();
    },
  });
  const businessDays = form.field("businessDays");
  const feeRate = form.field("feeRateBps");
  const rounding = form.field("rounding");
  return (
    <form noValidate onSubmit={form.onSubmit}>
      <Stack>
        <DatePickerInput
          {...form.field("effectiveFromOn")}
          data-autofocus
          description={t("settlement.form.effectiveFromOnHint")}
          label={t("settlement.form.effectiveFromOn")}
          monthLabelFormat={t("common.calendarMonth")}
          required
          valueFormat="YYYY-MM-DD"
        />
        <NumberInput
          {...businessDays}
          allowDecimal={false}
          label={t("settlement.form.businessDays")}
          max={30}
          min={1}
          onChange={(value) => businessDays.onChange(value === "" ? null : Number(value))}
          required
          value={businessDays.value ?? ""}
        />
        <TextInput
          {...form.textField("cutoffTime")}
          description={t("settlement.form.cutoffTimeHint")}
          label={t("settlement.form.cutoffTime")}
          required
          type="time"
        />
        <AmountInput {...form.field("feeWon")} label={t("settlement.form.feeWon")} required />
        <NumberInput
          decimalScale={2}
          defaultValue={(feeRate.value ?? 0) / 100}
          error={feeRate.error}
          label={t("settlement.form.feeRate")}
          max={100}
          min={0}
          name={feeRate.name}
          onChange={(value) => feeRate.onChange(value === "" ? null : Math.round(Number(value) * 100))}
          required
          suffix="%"
        />
        <Switch
          checked={form.values.vatIncluded}
          description={t("settlement.form.vatIncludedHint")}
          label={t("settlement.form.vatIncluded")}
          onChange={(event) => form.setValue("vatIncluded", event.currentTarget.checked)}
        />
        <Select
          {...rounding}
          allowDeselect={false}
          data={roundings.map((value) => ({ value, label: t(`settlement.form.roundings.${value}`) }))}
          label={t("settlement.form.rounding")}
          onChange={(value) => rounding.onChange(roundings.find((known) => known === value) ?? "DOWN")}
        />
        <ErrorNotice error={form.error} />
      </Stack>
      <FormActions onCancel={onClose} pending={form.pending} submitLabel={t("settlement.form.save")} />
    </form>
  );
}
