"use client";

import { Button, Group, Modal, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { BankSelect } from "#components/admin/bank-select.tsx";
import { useSchemaForm } from "#components/patterns/use-schema-form.ts";
import { useToast } from "#components/patterns/use-toast.ts";
import { useBankName } from "#components/trade-relationship/use-bank-name.ts";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { List, ListItem } from "#components/ui/list.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { payoutAccountInput } from "#server/settlements/settlement.schema.ts";
import type { BankCode } from "#server/trade-relationships/bank-code.schema.ts";
import styles from "../settlement.module.css";
import type { PayoutAccountChange } from "../settlement.types.ts";

type Distributor = { distributorId: string; distributorName: string };
type Props = { distributor: Distributor | null; opened: boolean; onClose: () => void };

/** Admin: where a distributor's money goes, and the change that awaits a second admin. */
export function PayoutAccountDialog({ distributor, opened, onClose }: Props) {
  const t = useTranslations();
  const distributorName = distributor?.distributorName ?? "";
  return (
    <Modal
      closeButtonProps={{ "aria-label": t("common.action.close") }}
      onClose={onClose}
      opened={opened}
      title={<Text fw={700}>{t("payout.account.of", { distributorName })}</Text>}
    >
      {opened && distributor ? <PayoutAccountView distributorId={distributor.distributorId} /> : null}
    </Modal>
  );
}

function PayoutAccountView({ distributorId }: { distributorId: string }) {
  const t = useTranslations("payout.account");
  const format = useFormat();
  const { data, error, refetch } = trpc.settlement.payoutAccountOf.useQuery({ distributorId });
  if (!data)
    return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <Skeleton h={160} />;
  const { inUse, requested, former, mayApprove } = data;
  return (
    <Stack>
      <div>
        <div className={styles.label}>{t("inUse")}</div>
        {inUse ? <AccountText change={inUse} /> : <p className={styles.note}>{t("none")}</p>}
        {inUse ? (
          <div className={styles.small}>
            {t("approvedBy", {
              requested: inUse.requestedByName,
              decided: inUse.decidedByName ?? "",
              day: inUse.decidedAt ? format.dateShort(inUse.decidedAt) : "",
            })}
          </div>
        ) : null}
      </div>
      {requested ? (
        <Requested change={requested} mayApprove={mayApprove} />
      ) : (
        <RequestForm distributorId={distributorId} />
      )}
      {former.length > 0 ? <Former changes={former} /> : null}
    </Stack>
  );
}

function AccountText({ change }: { change: PayoutAccountChange }) {
  const t = useTranslations("payout.account");
  const format = useFormat();
  const bankName = useBankName();
  const { bankCode, accountNumber, holderName } = change;
  const texts = { bank: bankName(bankCode), number: format.accountNumber(accountNumber), holder: holderName };
  return <strong>{t("value", texts)}</strong>;
}

function Requested({ change, mayApprove }: { change: PayoutAccountChange; mayApprove: boolean }) {
  const t = useTranslations("payout.account");
  const format = useFormat();
  const toast = useToast();
  const utils = trpc.useUtils();
  const decide = trpc.settlement.decidePayoutAccount.useMutation();
  const [error, setError] = useState<unknown>(null);
  const act = async (decision: "APPROVED" | "REJECTED") => {
    setError(null);
    try {
      await decide.mutateAsync({ payoutAccountChangeId: change.payoutAccountChangeId, decision });
      toast.success(t(decision === "APPROVED" ? "approved" : "rejected"));
    } catch (thrown) {
      setError(thrown);
    } finally {
      await utils.settlement.invalidate();
    }
  };
  const { requestedByName, requestedAt, reason } = change;
  return (
    <Card title={t("requested")}>
      <AccountText change={change} />
      <p className={styles.note}>
        {t("requestedBy", { name: requestedByName, day: format.dateShort(requestedAt), reason })}
      </p>
      {mayApprove ? null : <p className={styles.note}>{t("needsSecond")}</p>}
      <ErrorNotice error={error} />
      <Group mt="sm">
        <Button disabled={!mayApprove} loading={decide.isPending} onClick={() => void act("APPROVED")}>
          {t("approve")}
        </Button>
        <Button loading={decide.isPending} onClick={() => void act("REJECTED")} variant="default">
          {t("reject")}
        </Button>
      </Group>
    </Card>
  );
}

function RequestForm({ distributorId }: { distributorId: string }) {
  const t = useTranslations("payout.account");
  const toast = useToast();
  const utils = trpc.useUtils();
  const request = trpc.settlement.requestPayoutAccount.useMutation();
  const form = useSchemaForm({
    schema: payoutAccountInput,
    initialValues: {
      distributorId,
      bankCode: "004" as BankCode,
      accountNumber: "",
      holderName: "",
      reason: "",
    },
    onSubmit: async (input) => {
      await request.mutateAsync(input);
      await utils.settlement.invalidate();
      toast.success(t("sent"));
    },
  });
  return (
    <form noValidate onSubmit={form.onSubmit}>
      <Stack gap="sm">
        <BankSelect {...form.field("bankCode")} label={t("bank")} />
        <TextInput {...form.textField("accountNumber")} inputMode="numeric" label={t("number")} required />
        <TextInput {...form.textField("holderName")} label={t("holder")} required />
        <TextInput {...form.textField("reason")} label={t("reason")} required />
        <ErrorNotice error={form.error} />
        <Button loading={form.pending} type="submit" variant="default">
          {t("request")}
        </Button>
      </Stack>
    </form>
  );
}

function Former({ changes }: { changes: readonly PayoutAccountChange[] }) {
  const t = useTranslations("payout.account");
  const format = useFormat();
  return (
    <div>
      <div className={styles.label}>{t("former")}</div>
      <List>
        {changes.map((change) => (
          <ListItem
            aside={change.decision ? <StatusBadge>{t(`formerState.${change.decision}`)}</StatusBadge> : null}
            detail={change.decidedAt ? format.dateShort(change.decidedAt) : null}
            key={change.payoutAccountChangeId}
            title={<AccountText change={change} />}
          />
        ))}
      </List>
    </div>
  );
}
