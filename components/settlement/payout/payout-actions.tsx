"use client";

import { Button, Group, Stack } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { useToast } from "#components/patterns/use-toast.ts";
import { useBankName } from "#components/trade-relationship/use-bank-name.ts";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { formatDateShort } from "#components/ui/format.ts";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "../settlement.module.css";
import type { AnySettlement } from "../settlement.types.ts";
import { PayoutAccountDialog } from "./payout-account-dialog.tsx";

type Deed = "confirm" | "fail" | "repeat";

const deedsOf: Record<NonNullable<AnySettlement["payoutStatus"]>, Deed[]> = {
  NOT_DUE: [],
  PENDING: ["confirm", "fail"],
  PAID: ["fail"],
  FAILED: ["repeat"],
};

/** Admin: records what the bank did with a payout. */
export function PayoutActions({ settlement }: { settlement: AnySettlement }) {
  const t = useTranslations("payout");
  const [deed, setDeed] = useState<Deed | null>(null);
  const [accountOpened, setAccountOpened] = useState(false);
  const { payoutId, payoutStatus, payoutWon, distributorId, distributorName } = settlement;
  if (!payoutId || !payoutStatus || payoutWon === null) return null;
  const props = { payoutId, payoutWon, onClose: () => setDeed(null) };
  return (
    <>
      <Group mt="md">
        {deedsOf[payoutStatus].map((name) => (
          <Button
            key={name}
            onClick={() => setDeed(name)}
            variant={name === "confirm" ? "filled" : "default"}
          >
            {t(`${name}.open`)}
          </Button>
        ))}
        <Button onClick={() => setAccountOpened(true)} variant="default">
          {t("account.open")}
        </Button>
      </Group>
      <ConfirmPayout {...props} distributorId={distributorId} opened={deed === "confirm"} />
      <FailPayout {...props} opened={deed === "fail"} />
      <RepeatPayout {...props} opened={deed === "repeat"} />
      <PayoutAccountDialog
        distributor={{ distributorId, distributorName }}
        onClose={() => setAccountOpened(false)}
        opened={accountOpened}
      />
    </>
  );
}

type DeedProps = { payoutId: string; payoutWon: bigint; opened: boolean; onClose: () => void };

/** Asks again for all that a payout's state shows in, also after a refusal: what is on the screen was out of date. */
function useRefresh() {
  const utils = trpc.useUtils();
  return () => utils.settlement.invalidate();
}

function ConfirmPayout({
  payoutId,
  payoutWon,
  opened,
  onClose,
  distributorId,
}: DeedProps & { distributorId: string }) {
  const t = useTranslations("payout");
  const month = useTranslations("common");
  const format = useFormat();
  const bankName = useBankName();
  const toast = useToast();
  const refresh = useRefresh();
  const [paidOn, setPaidOn] = useState<string | null>(() => formatDateShort(new Date()));
  const account = trpc.settlement.payoutAccountOf.useQuery({ distributorId }, { enabled: opened });
  const confirm = trpc.settlement.confirmPayout.useMutation();
  const inUse = account.data?.inUse;
  const submit = async () => {
    if (!inUse || !paidOn) return;
    const { payoutAccountChangeId } = inUse;
    await confirm.mutateAsync({ payoutId, payoutAccountChangeId, paidOn }).finally(refresh);
    toast.success(t("confirm.done"));
  };
  return (
    <ConfirmDialog
      confirmLabel={t("confirm.submit")}
      onClose={onClose}
      onConfirm={submit}
      opened={opened}
      title={t("confirm.title")}
    >
      <Stack>
        <div>{t("confirm.body", { amount: format.won(payoutWon) })}</div>
        <ErrorNotice error={account.error} onRetry={() => void account.refetch()} />
        <strong>
          {inUse
            ? t("account.value", {
                bank: bankName(inUse.bankCode),
                number: format.accountNumber(inUse.accountNumber),
                holder: inUse.holderName,
              })
            : account.data && t("account.none")}
        </strong>
        <DatePickerInput
          label={t("confirm.paidOn")}
          monthLabelFormat={month("calendarMonth")}
          onChange={setPaidOn}
          required
          value={paidOn}
          valueFormat="YYYY-MM-DD"
        />
      </Stack>
    </ConfirmDialog>
  );
}

function FailPayout({ payoutId, payoutWon, opened, onClose }: DeedProps) {
  const t = useTranslations("payout.fail");
  const format = useFormat();
  const toast = useToast();
  const refresh = useRefresh();
  const fail = trpc.settlement.failPayout.useMutation();
  return (
    <ConfirmDialog
      confirmLabel={t("submit")}
      danger
      onClose={onClose}
      onConfirm={async (reason) => {
        await fail.mutateAsync({ payoutId, reason }).finally(refresh);
        toast.success(t("done"));
      }}
      opened={opened}
      reason="required"
      title={t("title")}
    >
      <p className={styles.note}>{t("body", { amount: format.won(payoutWon) })}</p>
    </ConfirmDialog>
  );
}

function RepeatPayout({ payoutId, payoutWon, opened, onClose }: DeedProps) {
  const t = useTranslations("payout.repeat");
  const format = useFormat();
  const toast = useToast();
  const refresh = useRefresh();
  const repeat = trpc.settlement.repeatPayout.useMutation();
  return (
    <ConfirmDialog
      confirmLabel={t("submit")}
      onClose={onClose}
      onConfirm={async () => {
        await repeat.mutateAsync({ payoutId }).finally(refresh);
        toast.success(t("done"));
      }}
      opened={opened}
      title={t("title")}
    >
      <p className={styles.note}>{t("body", { amount: format.won(payoutWon) })}</p>
    </ConfirmDialog>
  );
}
