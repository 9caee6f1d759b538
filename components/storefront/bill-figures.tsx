import { useTranslations } from "next-intl";
import { DateText } from "#components/ui/date-text.tsx";
import { Facts } from "#components/ui/list.tsx";
import { Money } from "#components/ui/money.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./bill-figures.module.css";
import type { StoreBill } from "./storefront.types.ts";

/** The amount, and what has been seen to come in for it. A bill that has ended has no remaining amount (rule R3). */
export function BillFigures({ bill }: { bill: StoreBill }) {
  const t = useTranslations("storefront.bill");
  const format = useFormat();
  const { amountWon, collectedWon, remainingWon, exceedingWon } = bill;
  const partly = remainingWon !== null && remainingWon > 0n && collectedWon > 0n;
  return (
    <div className={styles.figures}>
      <div>
        <p className={styles.label}>{t("amount")}</p>
        <p className={styles.amount}>
          <Money amountWon={amountWon} />
        </p>
      </div>
      {partly ? <ProgressBar done={collectedWon} label={t("progress")} total={amountWon} /> : null}
      {collectedWon > 0n || remainingWon === null ? (
        <p className={styles.line}>
          <span>{t("collected")}</span>
          <Money amountWon={collectedWon} size="strong" />
        </p>
      ) : null}
      {partly ? (
        <p className={styles.line}>
          <span>{t("remaining")}</span>
          <Money amountWon={remainingWon} size="strong" />
        </p>
      ) : null}
      {exceedingWon > 0n ? (
        <p className={styles.note}>{t("exceeding", { amount: format.won(exceedingWon) })}</p>
      ) : null}
    </div>
  );
}

/** Due date and, on the bill's own page, everything else that it says. */
export function BillFacts({ bill, full }: { bill: StoreBill; full: boolean }) {
  const t = useTranslations("storefront.bill");
  const format = useFormat();
  const { status, dueOn, periodStartOn, periodEndOn, issuedAt, endedAt, memo } = bill;
  const facts = [
    ...(status === "ACTIVE" || dueOn
      ? [{ label: t("dueOn"), value: dueOn ? format.day(dueOn) : t("dueOnUnset") }]
      : []),
    ...(full && periodStartOn && periodEndOn
      ? [{ label: t("period"), value: format.period(periodStartOn, periodEndOn) }]
      : []),
    ...(full ? [{ label: t("issuedOn"), value: <DateText look="long" on={issuedAt} /> }] : []),
    ...(full && endedAt && status !== "ACTIVE"
      ? [{ label: t(`endedOn.${status}`), value: <DateText look="long" on={endedAt} /> }]
      : []),
    ...(full && memo ? [{ label: t("memo"), value: memo }] : []),
  ];
  return facts.length > 0 ? <Facts facts={facts} /> : null;
}
