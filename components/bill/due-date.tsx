"use client";

import { useTranslations } from "next-intl";
import { DateText } from "#components/ui/date-text.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import styles from "./bill.module.css";
import type { BillRow } from "./bill.types.ts";
import { isPastDue } from "./bill-standing.ts";
import { useTodayOn } from "./use-today-on.ts";

/** The day named for payment, and whether it is over. */
export function DueDate({ bill, absent }: { bill: BillRow; absent: string }) {
  const t = useTranslations("bill");
  const todayOn = useTodayOn();
  if (bill.dueOn === null) return <span className={styles.faint}>{absent}</span>;
  return (
    <span className={styles.due}>
      <DateText on={bill.dueOn} />
      {isPastDue(bill, todayOn) ? <StatusBadge tone="warning">{t("overdue")}</StatusBadge> : null}
    </span>
  );
}
