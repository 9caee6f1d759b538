import { useTranslations } from "next-intl";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { DateText } from "#components/ui/date-text.tsx";
import { Money } from "#components/ui/money.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./bill.module.css";
import type { BillRow } from "./bill.types.ts";
import { BillStateBadge } from "./bill-badge.tsx";
import { exceedingWon } from "./bill-standing.ts";
import { DueDate } from "./due-date.tsx";
import { StoreMarks } from "./store-marks.tsx";

export function useBillColumns(): DataListColumn<BillRow>[] {
  const t = useTranslations("bill.column");
  return [
    {
      id: "store",
      header: t("store"),
      card: "title",
      cell: (bill) => (
        <span className={styles.stacked}>
          <span>{bill.storeName}</span>
          <span className={styles.small}>{bill.customerCode}</span>
          <StoreMarks bill={bill} />
        </span>
      ),
    },
    {
      id: "amount",
      header: t("amount"),
      align: "end",
      card: "figure",
      width: "140px",
      cell: ({ amountWon }) => <Money amountWon={amountWon} />,
    },
    {
      id: "collected",
      header: t("collected"),
      align: "end",
      width: "140px",
      cell: ({ collectedWon }) => <Money amountWon={collectedWon} faintZero />,
    },
    {
      id: "remaining",
      header: t("remaining"),
      align: "end",
      width: "220px",
      cell: (bill) => <Remaining bill={bill} />,
    },
    { id: "due", header: t("due"), width: "130px", cell: (bill) => <DueDate absent="–" bill={bill} /> },
    {
      id: "issued",
      header: t("issued"),
      width: "120px",
      cell: ({ issuedAt }) => <DateText on={issuedAt} />,
    },
    { id: "status", header: t("status"), width: "120px", cell: (bill) => <BillStateBadge bill={bill} /> },
  ];
}

/** Only an active bill has a remaining amount (rule R3). More than was billed is told as the fact it is. */
function Remaining({ bill }: { bill: BillRow }) {
  const t = useTranslations("bill");
  const format = useFormat();
  const exceeding = exceedingWon(bill);
  if (exceeding > 0n) {
    return <span className={styles.small}>{t("exceeding", { amount: format.won(exceeding) })}</span>;
  }
  if (bill.remainingWon === null) return <span className={styles.faint}>–</span>;
  return <Money amountWon={bill.remainingWon} faintZero />;
}
