"use client";

import { Modal, Stack, Text, Textarea } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormActions } from "#components/patterns/form-actions.tsx";
import { useSchemaForm } from "#components/patterns/use-schema-form.ts";
import { useToast } from "#components/patterns/use-toast.ts";
import { useBankName } from "#components/trade-relationship/use-bank-name.ts";
import { trpc } from "#components/trpc/client.ts";
import { AccountNumber } from "#components/ui/account-number.tsx";
import { DateTimeText } from "#components/ui/date-text.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { Facts } from "#components/ui/list.tsx";
import { Money } from "#components/ui/money.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { attributeDepositInput } from "#server/payments/payment.schema.ts";
import styles from "./deposit.module.css";
import type { UnmatchedDeposit } from "./deposit.types.ts";
import { type PickedRelationship, RelationshipPicker } from "./relationship-picker.tsx";

type AttributeDialogProps = { deposit: UnmatchedDeposit | null; onClose: () => void };

/** Asks whose an unmatched deposit is, and why; says what will follow from it. */
export function AttributeDialog({ deposit, onClose }: AttributeDialogProps) {
  const t = useTranslations();
  return (
    <Modal
      closeButtonProps={{ "aria-label": t("common.action.close") }}
      onClose={onClose}
      opened={deposit !== null}
      size="lg"
      title={<Text fw={700}>{t("deposit.unmatched.title")}</Text>}
    >
      {deposit ? <AttributeForm deposit={deposit} key={deposit.id} onClose={onClose} /> : null}
    </Modal>
  );
}

function proposalOf(deposit: UnmatchedDeposit): PickedRelationship | null {
  const { proposedTradeRelationshipId: id, proposedDistributorName, proposedStoreName } = deposit;
  if (id === null || proposedDistributorName === null || proposedStoreName === null) return null;
  return { id, distributorName: proposedDistributorName, storeName: proposedStoreName };
}

function AttributeForm({ deposit, onClose }: { deposit: UnmatchedDeposit; onClose: () => void }) {
  const t = useTranslations("deposit.unmatched");
  const toast = useToast();
  const utils = trpc.useUtils();
  const attribute = trpc.payment.attribute.useMutation();
  const proposal = proposalOf(deposit);
  const [picked, setPicked] = useState(proposal);
  const form = useSchemaForm({
    schema: attributeDepositInput,
    initialValues: {
      depositId: deposit.id,
      tradeRelationshipId: (proposal?.id ?? null) as string | null,
      reason: "",
    },
    onSubmit: async (input) => {
      try {
        await attribute.mutateAsync(input);
      } finally {
        // After a refusal too: somebody else, or the bank, was faster.
        await Promise.all([utils.payment.invalidate(), utils.tradeRelationship.adminOverview.invalidate()]);
      }
      toast.success(t("done", { store: picked?.storeName ?? "" }));
      onClose();
    },
  });
  const { onChange, error } = form.field("tradeRelationshipId");
  return (
    <form noValidate onSubmit={form.onSubmit}>
      <Stack>
        <DepositFacts deposit={deposit} />
        {proposal !== null && picked?.id === proposal.id ? (
          <p className={styles.note}>{t("proposed")}</p>
        ) : null}
        <RelationshipPicker
          error={error}
          onChange={(relationship) => {
            setPicked(relationship);
            onChange(relationship?.id ?? null);
          }}
          value={picked}
        />
        <Textarea
          {...form.textField("reason")}
          autosize
          label={t("reason")}
          maxLength={200}
          minRows={2}
          placeholder={t("reasonPlaceholder")}
          required
        />
        {picked ? <Effect deposit={deposit} picked={picked} /> : null}
        <ErrorNotice error={form.error} />
      </Stack>
      <FormActions onCancel={onClose} pending={form.pending} submitLabel={t("submit")} />
    </form>
  );
}

function DepositFacts({ deposit }: { deposit: UnmatchedDeposit }) {
  const t = useTranslations("deposit");
  const bankName = useBankName();
  return (
    <div className={styles.sunken}>
      <Facts
        facts={[
          { label: t("fact.amount"), value: <Money amountWon={deposit.amountWon} size="strong" /> },
          { label: t("fact.depositor"), value: deposit.depositorName ?? t("unmatched.unnamed") },
          {
            label: t("fact.account"),
            value: (
              <AccountNumber
                accountNumber={deposit.accountNumber}
                bankName={bankName(deposit.bankCode)}
                copyable={false}
              />
            ),
          },
          { label: t("fact.tradedAt"), value: <DateTimeText at={deposit.tradedAt} /> },
          { label: t("fact.transactionId"), value: deposit.transactionId },
        ]}
      />
    </div>
  );
}

function Effect({ deposit, picked }: { deposit: UnmatchedDeposit; picked: PickedRelationship }) {
  const t = useTranslations("deposit.unmatched");
  const format = useFormat();
  return (
    <div aria-live="polite" className={styles.effect}>
      <p>
        {t("effect", {
          distributor: picked.distributorName,
          store: picked.storeName,
          amount: format.won(deposit.amountWon),
        })}
      </p>
      <p>{t("effectDetail")}</p>
    </div>
  );
}
