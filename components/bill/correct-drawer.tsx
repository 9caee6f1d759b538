"use client";

import { Drawer, Stack, Text } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { FormActions } from "#components/patterns/form-actions.tsx";
import { useSchemaForm } from "#components/patterns/use-schema-form.ts";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { correctBillInput } from "#server/bills/bill.schema.ts";
import styles from "./bill.module.css";
import type { BillRow } from "./bill.types.ts";
import { BillTermsFields } from "./bill-terms-fields.tsx";
import { LeavingNotice } from "./leaving-notice.tsx";

type CorrectDrawerProps = { bill: BillRow; opened: boolean; onClose: () => void };

/** Issues the right bill in place of this one, in one step. */
export function CorrectDrawer({ bill, opened, onClose }: CorrectDrawerProps) {
  const t = useTranslations();
  return (
    <Drawer
      closeButtonProps={{ "aria-label": t("common.action.close") }}
      onClose={onClose}
      opened={opened}
      position="right"
      size="md"
      title={
        <Text fw={700} size="lg">
          {t("bill.correct.title")}
        </Text>
      }
    >
      <CorrectForm bill={bill} onClose={onClose} />
    </Drawer>
  );
}

function CorrectForm({ bill, onClose }: Omit<CorrectDrawerProps, "opened">) {
  const t = useTranslations("bill.correct");
  const format = useFormat();
  const form = useCorrectForm(bill);
  const { periodStartOn, periodEndOn } = form.values;
  return (
    <form noValidate onSubmit={form.onSubmit}>
      <Stack>
        <p className={styles.note}>
          {t("body", { store: bill.storeName, amount: format.won(bill.amountWon) })}
        </p>
        {bill.collectedWon > 0n ? (
          <p className={styles.warning}>{t("paid", { amount: format.won(bill.collectedWon) })}</p>
        ) : null}
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
      <FormActions onCancel={onClose} pending={form.pending} submitLabel={t("submit")} />
    </form>
  );
}

function useCorrectForm(bill: BillRow) {
  const t = useTranslations("bill.correct");
  const format = useFormat();
  const toast = useToast();
  const router = useRouter();
  const utils = trpc.useUtils();
  const { mutateAsync } = trpc.bill.correct.useMutation();
  return useSchemaForm({
    schema: correctBillInput,
    initialValues: {
      billId: bill.id,
      amountWon: null as bigint | null,
      periodStartOn: bill.periodStartOn,
      periodEndOn: bill.periodEndOn,
      dueOn: bill.dueOn,
      memo: bill.memo ?? "",
    },
    onSubmit: async (input) => {
      try {
        const { billId, leavesAt } = await mutateAsync(input);
        const store = bill.storeName;
        toast.success(
          leavesAt ? t("doneLater", { store, at: format.dateTime(leavesAt) }) : t("done", { store }),
        );
        router.push(`/distributor/bills/${billId}`);
      } finally {
        // Also after a refusal: a colleague or the next bill may have ended it, and the page should say so.
        void utils.bill.invalidate();
        void utils.notification.invalidate();
        void utils.tradeRelationship.invalidate();
      }
    },
  });
}
