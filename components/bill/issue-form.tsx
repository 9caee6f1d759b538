"use client";

import { Stack } from "@mantine/core";
import { useTranslations } from "next-intl";
import { FormActions } from "#components/patterns/form-actions.tsx";
import { useSchemaForm } from "#components/patterns/use-schema-form.ts";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { issueBillInput } from "#server/bills/bill.schema.ts";
import { BillTermsFields } from "./bill-terms-fields.tsx";
import { ExpiryNotice } from "./expiry-notice.tsx";
import { LeavingNotice } from "./leaving-notice.tsx";
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
  const format = useFormat();
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
      const { leavesAt } = await issue.mutateAsync(input);
      void utils.bill.invalidate();
      void utils.notification.invalidate();
      void utils.tradeRelationship.invalidate();
      toast.success(
        leavesAt
          ? t("bill.issue.doneLater", { store: storeName, at: format.dateTime(leavesAt) })
          : t("bill.issue.done", { store: storeName }),
      );
      onDone();
    },
  });
  const { tradeRelationshipId, periodStartOn, periodEndOn } = form.values;
  const chosen = trpc.tradeRelationship.get.useQuery(
    { tradeRelationshipId: tradeRelationshipId ?? "" },
    { enabled: tradeRelationshipId !== null },
  );
  const store = tradeRelationshipId === null ? null : (chosen.data ?? null);
  return (
    <form noValidate onSubmit={form.onSubmit}>
      <Stack>
        <StoreSelect {...form.field("tradeRelationshipId")} chosen={store} />
        <ExpiryNotice store={store} />
        <BillTermsFields
          amount={form.field("amountWon")}
          due={form.field("dueOn")}
          memo={form.textField("memo")}
          period={{
            value: [periodStartOn, periodEndOn],
            error: form.field("periodEndOn").error ?? form.field("periodStartOn").error,
            onChange: ([start, end]) => {
              form.setValue("periodStartOn", start);
              form.setValue("periodEndOn", end);
            },
          }}
        />
        <ErrorNotice error={form.error} />
        <LeavingNotice />
      </Stack>
      <FormActions onCancel={onDone} pending={form.pending} submitLabel={t("bill.issue.submit")} />
    </form>
  );
}
