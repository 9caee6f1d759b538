import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useBankName } from "#components/trade-relationship/use-bank-name.ts";
import { DateTimeText } from "#components/ui/date-text.tsx";
import { Money } from "#components/ui/money.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./comparison.module.css";
import depositStyles from "./deposit.module.css";
import type { HeldNotice } from "./deposit.types.ts";
import { differingFields, type NoticeFields, readNotice } from "./notice-fields.ts";

/** The held notice and the stored one, field by field, with what differs marked. */
export function NoticeComparison({ notice }: { notice: HeldNotice }) {
  const t = useTranslations("deposit.held");
  const held = readNotice(notice.body);
  const stored = notice.storedBody === null ? null : readNotice(notice.storedBody);
  return (
    <div>
      {held ? <ComparisonTable held={held} stored={stored} /> : null}
      {stored === null ? <p className={styles.none}>{t("storedNone")}</p> : null}
      <details className={depositStyles.raw}>
        <summary>{t("raw")}</summary>
        <div className={styles.raw}>
          <pre>{notice.body}</pre>
          {notice.storedBody === null ? null : <pre>{notice.storedBody}</pre>}
        </div>
      </details>
    </div>
  );
}

type ComparisonProps = { held: NoticeFields; stored: NoticeFields | null };

function ComparisonTable({ held, stored }: ComparisonProps) {
  const t = useTranslations("deposit");
  const fields = useShownFields();
  const differing = stored ? differingFields(held, stored) : new Set<keyof NoticeFields>();
  const isOriginal = stored !== null && stored.transactionId !== held.transactionId;
  return (
    <table className={styles.table} data-single={stored === null || undefined}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t("held.incoming")}</th>
          {stored ? <th scope="col">{t(isOriginal ? "held.storedOriginal" : "held.stored")}</th> : null}
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, label, show }) => (
          <tr data-differs={differing.has(name) || undefined} key={name}>
            <th scope="row">
              {label}
              {differing.has(name) ? <StatusBadge tone="danger">{t("held.differs")}</StatusBadge> : null}
            </th>
            <td>{show(held)}</td>
            {stored ? <td>{show(stored)}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type ShownField = { name: keyof NoticeFields; label: string; show: (notice: NoticeFields) => ReactNode };

function useShownFields(): ShownField[] {
  const t = useTranslations("deposit");
  const format = useFormat();
  const bankName = useBankName();
  return [
    { name: "kind", label: t("fact.kind"), show: ({ kind }) => t(`kind.${kind}`) },
    {
      name: "amountWon",
      label: t("fact.amount"),
      show: ({ amountWon }) => <Money amountWon={amountWon} size="strong" />,
    },
    { name: "bankCode", label: t("fact.bank"), show: ({ bankCode }) => bankName(bankCode) },
    {
      name: "accountNumber",
      label: t("fact.account"),
      show: ({ accountNumber }) => format.accountNumber(accountNumber),
    },
    {
      name: "tradedAt",
      label: t("fact.tradedAt"),
      show: ({ tradedAt }) => <DateTimeText at={tradedAt} />,
    },
    {
      name: "depositorName",
      label: t("fact.depositor"),
      show: ({ depositorName }) => depositorName ?? "–",
    },
    { name: "transactionId", label: t("fact.transactionId"), show: ({ transactionId }) => transactionId },
    {
      name: "originalTransactionId",
      label: t("fact.originalTransactionId"),
      show: ({ originalTransactionId }) => originalTransactionId ?? "–",
    },
  ];
}
