import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useLinkReason } from "#components/payment/use-link-reason.ts";
import { DateTimeText } from "#components/ui/date-text.tsx";
import { List, ListItem } from "#components/ui/list.tsx";
import { Money } from "#components/ui/money.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./payment-list.module.css";
import type { StorePayment } from "./storefront.types.ts";

type PaymentListProps = {
  payments: readonly StorePayment[];
  /** Which parts of an entry the page does not say already. */
  shows?: { distributor?: boolean; store?: boolean; bill?: boolean };
};

/** Payments, and the counter-entries of cancelled ones, in the order given. Put it into `<Card flush>`. */
export function PaymentList({ payments, shows = {} }: PaymentListProps) {
  return (
    <List>
      {payments.map((payment) => (
        <PaymentItem key={payment.id} payment={payment} shows={shows} />
      ))}
    </List>
  );
}

type PaymentItemProps = { payment: StorePayment; shows: NonNullable<PaymentListProps["shows"]> };

function PaymentItem({ payment, shows }: PaymentItemProps) {
  const t = useTranslations("storefront.payments");
  const format = useFormat();
  const { kind, amountWon, depositorName, distributorName, storeName, billIssuedAt } = payment;
  const isReversal = kind === "REVERSAL";
  const depositor = depositorName ? t("depositor", { name: depositorName }) : null;
  const why = useLinkReason();
  const tRefund = useTranslations("payment.refund");
  const refundLine = ({ amountWon: won, refundedOn, note }: StorePayment["refunds"][number]) =>
    `${tRefund("noted", { amount: format.won(won), day: format.day(refundedOn) })} · ${note}`;
  const lines = [
    shows.store ? storeName : null,
    shows.distributor ? depositor : null,
    shows.bill ? (billIssuedAt ? t("bill", { day: format.date(billIssuedAt) }) : t("noBill")) : null,
    isReversal ? null : why(payment.linkReason),
    ...(isReversal ? [] : payment.refunds.map((refund) => refundLine(refund))),
  ];
  const own = isReversal ? t("reversal") : (depositor ?? t("payment"));
  return (
    <ListItem
      aside={
        <>
          <span className={payment.reversed ? styles.reversed : undefined}>
            <Money amountWon={isReversal ? -amountWon : amountWon} size="strong" />
          </span>
          <PaymentBadge isReversal={isReversal && shows.distributor === true} reversed={payment.reversed} />
        </>
      }
      detail={
        <>
          <DateTimeText at={payment.tradedAt} />
          {lines.map((line) => (line === null ? null : <Line key={line}>{line}</Line>))}
        </>
      }
      title={shows.distributor ? distributorName : own}
    />
  );
}

function Line({ children }: { children: ReactNode }) {
  return <span className={styles.line}>{children}</span>;
}

/** A reversal needs none where its title says already what it is. */
function PaymentBadge({ isReversal, reversed }: { isReversal: boolean; reversed: boolean }) {
  const t = useTranslations("storefront.payments");
  if (isReversal) return <StatusBadge tone="danger">{t("reversal")}</StatusBadge>;
  return reversed ? <StatusBadge>{t("reversed")}</StatusBadge> : null;
}
