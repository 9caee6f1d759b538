import { useTranslations } from "next-intl";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import styles from "./bill.module.css";
import type { BillRow } from "./bill.types.ts";
import { isRemindable } from "./bill-standing.ts";

/** What to know before reminding a store: it has paid without a bill since, or is never reminded. */
export function StoreMarks({ bill }: { bill: BillRow }) {
  const t = useTranslations("reminder.store");
  if (!isRemindable(bill)) return null;
  return (
    <span className={styles.event}>
      {bill.paidWithoutBillWon ? <StatusBadge tone="info">{t("paidBadge")}</StatusBadge> : null}
      {bill.remindersOff ? <StatusBadge>{t("badge")}</StatusBadge> : null}
    </span>
  );
}
