"use client";

import { Stack, Text, Textarea } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useTranslations } from "next-intl";
import { AmountInput } from "#components/patterns/amount-input.tsx";
import { FormActions } from "#components/patterns/form-actions.tsx";
import { useSchemaForm } from "#components/patterns/use-schema-form.ts";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { issueBillInput } from "#server/bills/bill.schema.ts";
import { ExpiryNotice } from "./expiry-notice.tsx";
import { StoreSelect } from "./store-select.tsx";

type IssueFormProps = { initialRelationshipId: string | null; onDone: () => void };

const terms = {
  amountWon: null as bigint | null,
  periodStartOn: null as string | null,
  periodEndOn: null as string | null,
  dueOn: null as string | null,
  memo: "",
};

/** Store, amount and terms of one bill; the form's checks are the procedure's own. */
export function IssueForm({ initialRelationshipId, onDone }: IssueFormProps) {
  const t = useTranslations();
  const toast = useToast();
  const utils = trpc.useUtils();
  const issue = trpc.bill.issue.useMutation();
  const form = useSchemaForm({
    schema: issueBillInput,
    initialValues: { tradeRelationshipId: initialRelationshipId, ...terms },
    fieldOfCode: { TRADE_RELATIONSHIP_NOT_FOUND: "tradeRelationshipId", BILL_AMOUNT_INVALID: "amountWon" },
    onSubmit: async (input) => {
      const { tradeRelationshipId } = input;
      // Before the issue: who is fast may confirm before the choice's particulars have come.
      const { storeName } = await utils.tradeRelationship.get.ensureData({ tradeRelationshipId });
      await issue.mutateAsync(input);
      void utils.bill.invalidate();
      void utils.notification.invalidate();
      void utils.tradeRelationship.invalidate();
      toast.success(t("bill.issue.done", { store: storeName }));
      onDone();
    },
  });
  const { tradeRelationshipId, periodStartOn, periodEndOn } = form.values;
  const chosen = trpc.tradeRelationship.get.useQuery(
    { tradeRelationshipId: tradeRelationshipId ?? "" },
    { enabled: tradeRelationshipId !== null },
  );
  const store = tradeRelationshipId === null ? null : (chosen.data ?? null);
  const monthLabelFormat = t("common.calendarMonth");
  const clear = { "aria-label": t("common.action.clear") };
  return (
    <form noValidate onSubmit={form.onSubmit}>
      <Stack>
        <StoreSelect {...form.field("tradeRelationshipId")} chosen={store} />
        <ExpiryNotice store={store} />
        <AmountInput
          {...form.field("amountWon")}
          description={t("bill.issue.amountHint")}
          label={t("bill.issue.amount")}
          required
        />
        <DatePickerInput
          allowSingleDateInRange
          clearable
          clearButtonProps={clear}
          error={form.field("periodEndOn").error ?? form.field("periodStartOn").error}
          label={t("bill.issue.period")}
          monthLabelFormat={monthLabelFormat}
          onChange={([start, end]) => {
            form.setValue("periodStartOn", start);
            form.setValue("periodEndOn", end);
          }}
          placeholder={t("common.form.optional")}
          type="range"
          value={[periodStartOn, periodEndOn]}
          valueFormat="YYYY-MM-DD"
        />
        <DatePickerInput
          {...form.field("dueOn")}
          clearable
          clearButtonProps={clear}
          label={t("bill.issue.due")}
          monthLabelFormat={monthLabelFormat}
          placeholder={t("common.form.optional")}
          valueFormat="YYYY-MM-DD"
        />
        <Textarea
          {...form.textField("memo")}
          autosize
          description={t("bill.issue.memoHint")}
          label={t("bill.issue.memo")}
          maxLength={500}
          minRows={2}
          placeholder={t("common.form.optional")}
        />
        <ErrorNotice error={form.error} />
        <Text c="dimmed" size="sm">
          {t("bill.issue.message")}
        </Text>
      </Stack>
      <FormActions onCancel={onDone} pending={form.pending} submitLabel={t("bill.issue.submit")} />
    </form>
  );
}
