import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Money } from "#components/ui/money.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./bill.module.css";
import type { BillRow } from "./bill.types.ts";
import { exceedingWon } from "./bill-standing.ts";

/** Billed, seen to come in and, while the bill is active, not seen yet (rules R1, R3). */
export function BillAmounts({ bill }: { bill: BillRow }) {
  const t = useTranslations("bill");
  return (
    <Card>
      <div className={styles.amounts}>
        <dl className={styles.figures}>
          <div>
            <dt>{t("detail.amount")}</dt>
            <dd>
              <Money amountWon={bill.amountWon} size="large" />
            </dd>
          </div>
          <div>
            <dt>{t("detail.collected")}</dt>
            <dd>
              <Money amountWon={bill.collectedWon} size="large" />
            </dd>
          </div>
          <Remaining bill={bill} />
        </dl>
        <ProgressBar done={bill.collectedWon} label={t("detail.progress")} total={bill.amountWon} />
        <Footnote bill={bill} />
      </div>
    </Card>
  );
}

function Remaining({ bill }: { bill: BillRow }) {
  const t = useTranslations("bill.column");
  if (bill.remainingWon === null || bill.remainingWon === 0n) return null;
  return (
    <div>
      <dt>{t("remaining")}</dt>
      <dd>
        <Money amountWon={bill.remainingWon} size="large" />
      </dd>
    </div>
  );
}

function Footnote({ bill }: { bill: BillRow }) {
  const t = useTranslations("bill");
  const tStore = useTranslations("reminder.store");
  const format = useFormat();
  const exceeding = exceedingWon(bill);
  const paidWithoutBill = bill.remainingWon ? bill.paidWithoutBillWon : null;
  return (
    <div className={styles.ended}>
      {paidWithoutBill ? <div>{tStore("paidHint", { amount: format.won(paidWithoutBill) })}</div> : null}
      {exceeding > 0n ? <div>{t("exceeding", { amount: format.won(exceeding) })}</div> : null}
      {bill.remainingWon ? <div>{t("detail.remainingHint")}</div> : null}
      {bill.status !== "ACTIVE" && bill.endedAt ? (
        <div>{t(`detail.ended.${bill.status}`, { at: format.dateTime(bill.endedAt) })}</div>
      ) : null}
      {bill.cancelReason ? <div>{t("detail.reason", { reason: bill.cancelReason })}</div> : null}
    </div>
  );
}
