import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { DateTimeText } from "#components/ui/date-text.tsx";
import { Money } from "#components/ui/money.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import type { LinkChange } from "./link-dialog.tsx";
import styles from "./payment.module.css";
import type { PaymentEntry } from "./payment.types.ts";
import { PaymentMenu } from "./payment-menu.tsx";
import type { RefundChange } from "./refund-dialog.tsx";
import { useLinkReason } from "./use-link-reason.ts";

/** Both must be stable. */
export function usePaymentColumns(
  onChangeLink: (change: LinkChange) => void,
  onRefund: (change: RefundChange) => void,
): DataListColumn<PaymentEntry>[] {
  const t = useTranslations("payment");
  return useMemo(
    () => [
      {
        id: "tradedAt",
        header: t("column.tradedAt"),
        width: "164px",
        cell: ({ tradedAt }) => <DateTimeText at={tradedAt} />,
      },
      {
        id: "store",
        header: t("column.store"),
        card: "title",
        cell: (entry) => <StoreCell entry={entry} />,
      },
      {
        id: "depositor",
        header: t("column.depositor"),
        cell: ({ depositorName }) => depositorName ?? "–",
      },
      {
        id: "bill",
        header: t("column.bill"),
        cell: (entry) => <BillCell entry={entry} />,
      },
      {
        id: "amount",
        header: t("column.amount"),
        align: "end",
        width: "160px",
        card: "figure",
        cell: (entry) => <EntryAmount entry={entry} />,
      },
      {
        id: "action",
        header: t("column.action"),
        align: "end",
        width: "130px",
        cell: (entry) => <PaymentMenu entry={entry} onChangeLink={onChangeLink} onRefund={onRefund} />,
      },
    ],
    [t, onChangeLink, onRefund],
  );
}

function StoreCell({ entry }: { entry: PaymentEntry }) {
  return (
    <span className={styles.stacked}>
      <Link
        className={styles.storeLink}
        href={`/distributor/stores/${entry.tradeRelationshipId}`}
        prefetch={false}
      >
        {entry.storeName}
      </Link>
      <span className={styles.small}>{entry.customerCode}</span>
    </span>
  );
}

function BillCell({ entry }: { entry: PaymentEntry }) {
  const t = useTranslations("payment");
  const why = useLinkReason();
  return (
    <span className={styles.stacked}>
      <span className={styles.marked}>
        {entry.billId ? (
          <Link className={styles.billLink} href={`/distributor/bills/${entry.billId}`} prefetch={false}>
            {t("bill")}
          </Link>
        ) : (
          <span className={styles.faint}>{t("withoutBill")}</span>
        )}
        {entry.linkedByHand ? <StatusBadge tone="info">{t("byHand")}</StatusBadge> : null}
      </span>
      {entry.kind === "PAYMENT" ? <span className={styles.small}>{why(entry.linkReason)}</span> : null}
    </span>
  );
}

/** What came in; below zero what was taken back; struck through what was taken back later. */
function EntryAmount({ entry }: { entry: PaymentEntry }) {
  const t = useTranslations("payment.kind");
  if (entry.kind === "REVERSAL") {
    return (
      <span className={styles.stackedEnd}>
        <Money amountWon={-entry.amountWon} size="strong" />
        <StatusBadge tone="danger">{t("REVERSAL")}</StatusBadge>
      </span>
    );
  }
  if (!entry.reversed) {
    return (
      <span className={styles.stackedEnd}>
        <Money amountWon={entry.amountWon} size="strong" />
        <Refunds entry={entry} />
      </span>
    );
  }
  return (
    <span className={styles.stackedEnd}>
      <s className={styles.struck}>
        <Money amountWon={entry.amountWon} />
      </s>
      <StatusBadge>{t("reversed")}</StatusBadge>
    </span>
  );
}

/** What the distributor noted that it gave back; it changes no figure. */
function Refunds({ entry }: { entry: PaymentEntry }) {
  const t = useTranslations("payment.refund");
  const format = useFormat();
  return entry.refunds.map(({ refundNoteId, amountWon, refundedOn, note }) => (
    <span className={styles.small} key={refundNoteId} title={note}>
      {t("noted", { amount: format.won(amountWon), day: format.day(refundedOn) })}
    </span>
  ));
}
