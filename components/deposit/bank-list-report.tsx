"use client";

import { Button, Group, Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Fragment, useState } from "react";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { useToast } from "#components/patterns/use-toast.ts";
import { useBankName } from "#components/trade-relationship/use-bank-name.ts";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { List, ListItem } from "#components/ui/list.tsx";
import { Money } from "#components/ui/money.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./deposit.module.css";
import type { ComparedTransaction } from "./deposit.types.ts";

const kinds = ["MISSING_HERE", "DIFFERS", "MISSING_THERE"] as const;

/** What the bank lists and we have not, the other way round, and what differs. */
export function BankListReport({ bankListId, onBack }: { bankListId: string; onBack: () => void }) {
  const t = useTranslations("deposit.bankList");
  const format = useFormat();
  const bankName = useBankName();
  const [isAsking, setIsAsking] = useState(false);
  const { data, error, refetch } = trpc.payment.bankList.useQuery({ bankListId });
  const back = (
    <Button onClick={onBack} variant="default">
      {t("back")}
    </Button>
  );
  if (error) {
    return (
      <>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
        {back}
      </>
    );
  }
  if (!data) return <Skeleton h={240} mt="md" radius="md" />;
  const missing = data.transactions.flatMap(({ comparedAs, lineNo }) =>
    comparedAs === "MISSING_HERE" && lineNo !== null ? [lineNo] : [],
  );
  return (
    <>
      <Group justify="space-between" mb="sm" mt="md">
        <p className={styles.paragraph}>
          {bankName(data.bankCode)} · {format.day(data.tradedOn)} ·{" "}
          {t("matched", { count: data.matchedCount })}
        </p>
        <Group>
          {back}
          {missing.length > 0 ? (
            <Button onClick={() => setIsAsking(true)}>{t("import", { count: missing.length })}</Button>
          ) : null}
        </Group>
      </Group>
      {data.transactions.length === 0 ? (
        <EmptyState body={t("agreesBody")} icon="check" title={t("agreesTitle")} />
      ) : (
        kinds.map((kind) => (
          <ReportPart
            key={kind}
            kind={kind}
            transactions={data.transactions.filter(({ comparedAs }) => comparedAs === kind)}
          />
        ))
      )}
      <ImportDialog
        bankListId={bankListId}
        lineNos={missing}
        onClose={() => setIsAsking(false)}
        opened={isAsking}
      />
    </>
  );
}

type ReportPartProps = { kind: (typeof kinds)[number]; transactions: ComparedTransaction[] };

function ReportPart({ kind, transactions }: ReportPartProps) {
  const t = useTranslations("deposit.bankList");
  if (transactions.length === 0) return null;
  return (
    <div className={styles.paragraph}>
      <Card flush title={t(`part.${kind}`, { count: transactions.length })}>
        <p className={styles.partHint}>{t(`todo.${kind}`)}</p>
        <List>
          {transactions.map((one) => (
            <TransactionItem key={one.transactionId} transaction={one} />
          ))}
        </List>
      </Card>
    </div>
  );
}

function TransactionItem({ transaction }: { transaction: ComparedTransaction }) {
  const t = useTranslations("deposit");
  const format = useFormat();
  const { kind, transactionId, accountNumber, depositorName, tradedAt } = transaction;
  const { bankWon, storedWon, differences, isHeld } = transaction;
  const amountsDiffer = bankWon !== null && storedWon !== null && bankWon !== storedWon;
  return (
    <ListItem
      aside={
        <>
          <Money amountWon={bankWon ?? storedWon ?? 0n} size="strong" />
          {amountsDiffer ? (
            <span className={styles.small}>{t("bankList.here", { amount: format.won(storedWon) })}</span>
          ) : null}
        </>
      }
      detail={
        <>
          {format.dateTime(tradedAt)} · {format.accountNumber(accountNumber)} · {transactionId}
          {differences.map((difference) => (
            <Fragment key={difference}>
              {" "}
              <StatusBadge tone="danger">{t(`bankList.difference.${difference}`)}</StatusBadge>
            </Fragment>
          ))}
          {isHeld ? " " : null}
          {isHeld ? <StatusBadge tone="warning">{t("bankList.held")}</StatusBadge> : null}
        </>
      }
      title={`${t(`kind.${kind === "RECEIVED" ? "received" : "canceled"}`)} · ${depositorName ?? "–"}`}
    />
  );
}

type ImportDialogProps = { bankListId: string; lineNos: number[]; opened: boolean; onClose: () => void };

function ImportDialog({ bankListId, lineNos, opened, onClose }: ImportDialogProps) {
  const t = useTranslations("deposit.bankList");
  const toast = useToast();
  const utils = trpc.useUtils();
  const importList = trpc.payment.importBankList.useMutation();
  const confirm = async () => {
    try {
      const { recorded, repeat, held } = await importList.mutateAsync({ bankListId, lineNos });
      toast.success(t("imported", { recorded, others: repeat + held }));
    } finally {
      await Promise.all([utils.payment.invalidate(), utils.tradeRelationship.adminOverview.invalidate()]);
    }
  };
  return (
    <ConfirmDialog
      confirmLabel={t("import", { count: lineNos.length })}
      onClose={onClose}
      onConfirm={confirm}
      opened={opened}
      title={t("importTitle")}
    >
      <p className={styles.paragraph}>{t("importBody", { count: lineNos.length })}</p>
    </ConfirmDialog>
  );
}
