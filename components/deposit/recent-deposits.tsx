"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useToast } from "#components/patterns/use-toast.ts";
import { useBankName } from "#components/trade-relationship/use-bank-name.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { List, ListItem } from "#components/ui/list.tsx";
import { Money } from "#components/ui/money.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import type { RecentDeposit, WebhookAnswer } from "./deposit.types.ts";
import styles from "./sandbox.module.css";
import { useSimulate } from "./use-simulate.ts";

type RecentDepositsProps = {
  deposits: readonly RecentDeposit[];
  onAnswer: (answer: WebhookAnswer) => void;
};

/** The newest deposits, each of which the made-up bank can take back. */
export function RecentDeposits({ deposits, onAnswer }: RecentDepositsProps) {
  const t = useTranslations("deposit.sandbox");
  return (
    <Card flush title={t("recent")}>
      {deposits.length === 0 ? (
        <EmptyState body={t("recentEmptyBody")} icon="bank" title={t("recentEmptyTitle")} />
      ) : (
        <>
          <p className={styles.recentHint}>{t("recentHint")}</p>
          <List>
            {deposits.map((deposit) => (
              <RecentDepositItem deposit={deposit} key={deposit.id} onAnswer={onAnswer} />
            ))}
          </List>
        </>
      )}
    </Card>
  );
}

type ItemProps = { deposit: RecentDeposit; onAnswer: (answer: WebhookAnswer) => void };

function RecentDepositItem({ deposit, onAnswer }: ItemProps) {
  const t = useTranslations("deposit.sandbox");
  const format = useFormat();
  const bankName = useBankName();
  const { canceled, amountWon, accountNumber, bankCode, tradedAt } = deposit;
  const depositorName = deposit.depositorName ?? "–";
  const account = `${bankName(bankCode)} ${format.accountNumber(accountNumber)}`;
  return (
    <ListItem
      aside={
        canceled ? (
          <StatusBadge>{t("canceled")}</StatusBadge>
        ) : (
          <CancelButton deposit={deposit} onAnswer={onAnswer} />
        )
      }
      detail={
        <>
          <span className={styles.detailLine}>{account}</span>
          <span className={styles.detailLine}>{format.dateTimeShort(tradedAt)}</span>
        </>
      }
      title={
        <span className={canceled ? styles.canceled : undefined}>
          {depositorName} <Money amountWon={amountWon} />
        </span>
      }
    />
  );
}

function CancelButton({ deposit, onAnswer }: ItemProps) {
  const t = useTranslations("deposit.sandbox");
  const format = useFormat();
  const toast = useToast();
  // The button is gone once it has succeeded, and its own callbacks with it: the toast is the hook's business.
  const simulate = useSimulate((answer) => {
    onAnswer(answer);
    toast.success(t("cancelSent", { status: String(answer.status) }));
  });
  const spoken = t("cancelFor", {
    depositor: deposit.depositorName ?? "–",
    amount: format.won(deposit.amountWon),
  });
  return (
    <Button
      aria-label={spoken}
      color="red"
      loading={simulate.isPending}
      onClick={() =>
        simulate.mutate({ type: "deposit.canceled", depositId: deposit.id }, { onError: toast.error })
      }
      size="xs"
      variant="light"
    >
      {t("cancel")}
    </Button>
  );
}
