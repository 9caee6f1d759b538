"use client";

import { useTranslations } from "next-intl";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { AccountNumber } from "#components/ui/account-number.tsx";
import { DateText } from "#components/ui/date-text.tsx";
import { Money } from "#components/ui/money.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./relationship.module.css";
import type { Relationship } from "./relationship.types.ts";
import { useBankName } from "./use-bank-name.ts";

/** The columns of a list of 거래처, for the distributor and for admins. */
export function useRelationshipColumns(): DataListColumn<Relationship>[] {
  const t = useTranslations("tradeRelationship");
  const format = useFormat();
  const bankName = useBankName();
  return [
    {
      id: "store",
      header: t("column.store"),
      card: "title",
      cell: ({ storeName, customerCode, endedAt }) => (
        <span className={styles.stacked}>
          <span>
            {storeName} {endedAt ? <StatusBadge>{t("state.ENDED")}</StatusBadge> : null}
          </span>
          <span className={styles.small}>{customerCode}</span>
        </span>
      ),
    },
    {
      id: "owner",
      header: t("column.owner"),
      width: "140px",
      cell: ({ ownerName, ownerPhone }) => (
        <span className={styles.stacked}>
          <span>{ownerName}</span>
          <span className={styles.phone}>{format.phoneNumber(ownerPhone)}</span>
        </span>
      ),
    },
    {
      id: "account",
      header: t("column.account"),
      width: "300px",
      cell: ({ accountNumber, bankCode }) =>
        accountNumber && bankCode ? (
          <AccountNumber accountNumber={accountNumber} bankName={bankName(bankCode)} />
        ) : (
          <StatusBadge tone="danger">{t("noAccount")}</StatusBadge>
        ),
    },
    {
      id: "lastPayment",
      header: t("column.lastPayment"),
      width: "130px",
      cell: ({ lastPaymentAt }) =>
        lastPaymentAt ? (
          <DateText on={lastPaymentAt} />
        ) : (
          <span className={styles.faint}>{t("noPayment")}</span>
        ),
    },
    {
      id: "remaining",
      header: t("column.remaining"),
      align: "end",
      width: "180px",
      card: "figure",
      cell: ({ remainingWon }) =>
        remainingWon === null ? (
          <span className={styles.small}>{t("noBill")}</span>
        ) : (
          <Money amountWon={remainingWon} faintZero />
        ),
    },
  ];
}
