import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { useBankName } from "#components/trade-relationship/use-bank-name.ts";
import { AccountNumber } from "#components/ui/account-number.tsx";
import { DateTimeText } from "#components/ui/date-text.tsx";
import { Money } from "#components/ui/money.tsx";
import styles from "./deposit.module.css";
import type { UnmatchedDeposit } from "./deposit.types.ts";

/** `onAttribute` must be stable. */
export function useUnmatchedColumns(
  onAttribute: (deposit: UnmatchedDeposit) => void,
): DataListColumn<UnmatchedDeposit>[] {
  const t = useTranslations("deposit.unmatched");
  return useMemo(
    () => [
      {
        id: "tradedAt",
        header: t("column.tradedAt"),
        width: "164px",
        cell: ({ tradedAt }) => <DateTimeText at={tradedAt} />,
      },
      {
        id: "depositor",
        header: t("column.depositor"),
        card: "title",
        cell: ({ depositorName }) => depositorName ?? <span className={styles.faint}>{t("unnamed")}</span>,
      },
      {
        id: "account",
        header: t("column.account"),
        cell: (deposit) => <DepositAccount deposit={deposit} />,
      },
      {
        id: "proposal",
        header: t("column.proposal"),
        cell: (deposit) => <Proposal deposit={deposit} />,
      },
      {
        id: "amount",
        header: t("column.amount"),
        align: "end",
        width: "150px",
        card: "figure",
        cell: ({ amountWon }) => <Money amountWon={amountWon} size="strong" />,
      },
      {
        id: "action",
        header: t("column.action"),
        align: "end",
        width: "150px",
        cell: (deposit) => (
          <Button onClick={() => onAttribute(deposit)} size="xs" variant="default">
            {t("attribute")}
          </Button>
        ),
      },
    ],
    [t, onAttribute],
  );
}

function DepositAccount({ deposit }: { deposit: UnmatchedDeposit }) {
  const bankName = useBankName();
  return (
    <AccountNumber
      accountNumber={deposit.accountNumber}
      bankName={bankName(deposit.bankCode)}
      copyable={false}
    />
  );
}

function Proposal({ deposit }: { deposit: UnmatchedDeposit }) {
  const t = useTranslations("deposit.unmatched");
  const { proposedStoreName, proposedDistributorName } = deposit;
  if (proposedStoreName === null) return <span className={styles.faint}>{t("noProposal")}</span>;
  return (
    <span className={styles.stacked}>
      <span>
        {proposedStoreName} · {proposedDistributorName}
      </span>
      <span className={styles.small}>{t("proposal")}</span>
    </span>
  );
}
