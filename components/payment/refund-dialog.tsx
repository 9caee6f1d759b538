"use client";

import { Modal, Stack, Text, TextInput } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useTranslations } from "next-intl";
import { AmountInput } from "#components/patterns/amount-input.tsx";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { FormActions } from "#components/patterns/form-actions.tsx";
import { useSchemaForm } from "#components/patterns/use-schema-form.ts";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { noteRefundInput } from "#server/payments/payment.schema.ts";
import styles from "./payment.module.css";
import type { PaymentEntry } from "./payment.types.ts";

/** A refund to be noted on a payment; retracted: the note that is to be taken back instead. */
export type RefundChange = { entry: PaymentEntry; retracted: PaymentEntry["refunds"][number] | null };

type RefundDialogProps = { change: RefundChange | null; onClose: () => void };

/** Asks for what a distributor gave back by itself, or whether a note was wrong. */
export function RefundDialog({ change, onClose }: RefundDialogProps) {
  const t = useTranslations();
  const isNoting = change !== null && change.retracted === null;
  return (
    <>
      <Modal
        closeButtonProps={{ "aria-label": t("common.action.close") }}
        onClose={onClose}
        opened={isNoting}
        title={<Text fw={700}>{t("payment.refund.title")}</Text>}
      >
        {isNoting ? <RefundForm entry={change.entry} onClose={onClose} /> : null}
      </Modal>
      <RetractDialog change={change} onClose={onClose} />
    </>
  );
}

function RefundForm({ entry, onClose }: { entry: PaymentEntry; onClose: () => void }) {
  const t = useTranslations();
  const format = useFormat();
  const toast = useToast();
  const utils = trpc.useUtils();
  const noteRefund = trpc.payment.noteRefund.useMutation();
  const form = useSchemaForm({
    schema: noteRefundInput,
    initialValues: {
      paymentId: entry.paymentId,
      amountWon: null as bigint | null,
      refundedOn: null as string | null,
      note: "",
    },
    fieldOfCode: { REFUND_EXCEEDS_PAYMENT: "amountWon" },
    onSubmit: async (input) => {
      await noteRefund.mutateAsync(input);
      await utils.payment.invalidate();
      toast.success(t("payment.refund.done"));
      onClose();
    },
  });
  return (
    <form noValidate onSubmit={form.onSubmit}>
      <p className={styles.paragraph}>
        {t("payment.refund.body", { store: entry.storeName, amount: format.won(entry.amountWon) })}
      </p>
      <Stack>
        <AmountInput {...form.field("amountWon")} label={t("payment.refund.amount")} required />
        <DatePickerInput
          {...form.field("refundedOn")}
          label={t("payment.refund.refundedOn")}
          monthLabelFormat={t("common.calendarMonth")}
          required
          valueFormat="YYYY-MM-DD"
        />
        <TextInput {...form.textField("note")} label={t("payment.refund.note")} maxLength={200} required />
        <ErrorNotice error={form.error} />
      </Stack>
      <FormActions onCancel={onClose} pending={form.pending} submitLabel={t("payment.refund.submit")} />
    </form>
  );
}

function RetractDialog({ change, onClose }: RefundDialogProps) {
  const t = useTranslations("payment.refund");
  const format = useFormat();
  const toast = useToast();
  const utils = trpc.useUtils();
  const retract = trpc.payment.retractRefundNote.useMutation();
  const retracted = change?.retracted ?? null;

  const confirm = async (note: string) => {
    if (retracted === null) return;
    try {
      await retract.mutateAsync({ refundNoteId: retracted.refundNoteId, note });
      toast.success(t("retracted"));
    } finally {
      await utils.payment.invalidate();
    }
  };

  return (
    <ConfirmDialog
      confirmLabel={t("retract")}
      onClose={onClose}
      onConfirm={confirm}
      opened={retracted !== null}
      reason="required"
      title={t("retractTitle")}
    >
      {retracted ? (
        <p className={styles.paragraph}>
          {t("retractBody", { amount: format.won(retracted.amountWon), note: retracted.note })}
        </p>
      ) : null}
    </ConfirmDialog>
  );
}
