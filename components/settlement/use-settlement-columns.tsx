import { useTranslations } from "next-intl";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { DateText } from "#components/ui/date-text.tsx";
import { Money } from "#components/ui/money.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { PayoutStatus } from "./payout/payout-status.tsx";
import styles from "./settlement.module.css";
import type { AnySettlement, Settlement } from "./settlement.types.ts";

type DateLook = "day" | "short";

/**
 * The columns that every list of settlements has: date, count, gross, fee, VAT, net. dateLook: `day` for dates within
 * reach, `short` where the year matters.
 */
export function useSettlementColumns(dateLook: DateLook, withPayout = false): DataListColumn<Settlement>[] {
  const t = useTranslations("settlement");
  const payout = useTranslations("payout");
  const paid: DataListColumn<Settlement> = {
    id: "paid",
    header: payout("column"),
    cell: (settlement) => <PayoutStatus settlement={settlement} />,
  };
  return [
    {
      id: "payoutOn",
      header: t("column.payoutOn"),
      card: "title",
      cell: (settlement) => <PayoutDate look={dateLook} settlement={settlement} />,
    },
    {
      id: "count",
      header: t("column.count"),
      cell: ({ paymentCount, reversalCount }) =>
        t("count", { payments: paymentCount, reversals: reversalCount }),
    },
    {
      id: "gross",
      header: t("column.gross"),
      align: "end",
      cell: ({ grossWon }) => <Money amountWon={grossWon} />,
    },
    {
      id: "fee",
      header: t("column.fee"),
      align: "end",
      card: "hidden",
      cell: ({ feeWon }) => <Money amountWon={feeWon} faintZero />,
    },
    {
      id: "vat",
      header: t("column.vat"),
      align: "end",
      card: "hidden",
      cell: ({ vatWon }) => <Money amountWon={vatWon} faintZero />,
    },
    {
      id: "net",
      header: t("column.net"),
      align: "end",
      card: "figure",
      cell: ({ netWon }) => <Money amountWon={netWon} size="strong" />,
    },
    ...(withPayout ? [paid] : []),
  ];
}

/** The same for lists over all distributors: whose, and in which state. */
export function useAnySettlementColumns(): DataListColumn<AnySettlement>[] {
  const t = useTranslations("settlement");
  const [date, ...figures] = useSettlementColumns("short", true);
  const distributor: DataListColumn<AnySettlement> = {
    id: "distributor",
    header: t("column.distributor"),
    cell: ({ distributorName }) => distributorName,
  };
  const status: DataListColumn<AnySettlement> = {
    id: "status",
    header: t("column.status"),
    cell: (settlement) => <SettlementStatus status={settlement.status} />,
  };
  return [...(date ? [date] : []), distributor, status, ...figures];
}

export function SettlementStatus({ status }: { status: Settlement["status"] }) {
  const t = useTranslations("settlement.status");
  return <StatusBadge tone={status === "OPEN" ? "info" : "neutral"}>{t(status)}</StatusBadge>;
}

function PayoutDate({ settlement, look }: { settlement: Settlement; look: DateLook }) {
  return (
    <span className={styles.date}>
      <DateText look={look} on={settlement.payoutOn} />
      <Unconfirmed settlement={settlement} />
    </span>
  );
}

/** Says that a payout date may still move, where it may. */
export function Unconfirmed({ settlement }: { settlement: Settlement }) {
  const t = useTranslations("settlement");
  if (settlement.calendarConfirmed) return null;
  return (
    <span title={t("unconfirmedHint")}>
      <StatusBadge tone="warning">{t("unconfirmed")}</StatusBadge>
    </span>
  );
}
