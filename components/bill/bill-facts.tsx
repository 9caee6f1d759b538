import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { DateTimeText } from "#components/ui/date-text.tsx";
import { Facts } from "#components/ui/list.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./bill.module.css";
import type { BillRow } from "./bill.types.ts";
import { DueDate } from "./due-date.tsx";
import { RemindersSwitch } from "./reminders-switch.tsx";

/** The bill's particulars, as its store sees them too. */
export function BillFacts({ bill }: { bill: BillRow }) {
  const t = useTranslations("bill.detail");
  const tStore = useTranslations("reminder.store");
  const unset = <span className={styles.faint}>{t("unset")}</span>;
  return (
    <Card title={t("facts")}>
      <Facts
        facts={[
          { label: t("customerCode"), value: bill.customerCode },
          { label: t("period"), value: <Period bill={bill} /> },
          { label: t("due"), value: <DueDate absent={t("unset")} bill={bill} /> },
          { label: t("issuedAt"), value: <DateTimeText at={bill.issuedAt} /> },
          {
            label: t("remindedAt"),
            value: bill.remindedAt ? <DateTimeText at={bill.remindedAt} /> : unset,
          },
          { label: tStore("label"), value: <RemindersSwitch bill={bill} /> },
          ...corrections(bill, t),
          { label: t("memo"), value: bill.memo ? <span className={styles.memo}>{bill.memo}</span> : unset },
        ]}
      />
    </Card>
  );
}

/** The wrong bill that it corrects, and the one that corrects it. */
function corrections(bill: BillRow, t: (key: "corrects" | "correctedBy") => string) {
  return (["corrects", "correctedBy"] as const).flatMap((label) => {
    const billId = label === "corrects" ? bill.correctsBillId : bill.correctedByBillId;
    if (billId === null) return [];
    return { label: t(label), value: <OtherBill billId={billId} key={billId} /> };
  });
}

function OtherBill({ billId }: { billId: string }) {
  const t = useTranslations("bill.detail");
  return (
    <Link className={styles.link} href={`/distributor/bills/${billId}`}>
      {t("seeBill")}
    </Link>
  );
}

/** Either end may be left open. */
function Period({ bill: { periodStartOn, periodEndOn } }: { bill: BillRow }) {
  const t = useTranslations("bill.detail");
  const format = useFormat();
  if (periodStartOn && periodEndOn) {
    return <span className={styles.period}>{format.period(periodStartOn, periodEndOn)}</span>;
  }
  if (periodStartOn) return `${format.dateShort(periodStartOn)} ~`;
  if (periodEndOn) return `~ ${format.dateShort(periodEndOn)}`;
  return <span className={styles.faint}>{t("unset")}</span>;
}
