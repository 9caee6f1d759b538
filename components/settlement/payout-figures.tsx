import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Money } from "#components/ui/money.tsx";
import styles from "./settlement.module.css";
import type { Settlement } from "./settlement.types.ts";

/** What a payout comes to, large, and how: collected less fee less VAT. */
export function PayoutFigures({ settlement }: { settlement: Settlement }) {
  const t = useTranslations("settlement");
  const { paymentCount, reversalCount, grossWon, feeWon, vatWon, netWon } = settlement;
  return (
    <>
      <div className={styles.hero}>
        <Money amountWon={netWon} />
      </div>
      <dl className={styles.formula}>
        <Figure label={t("column.gross")} value={<Money amountWon={grossWon} />} />
        <Figure label={t("column.fee")} value={<Money amountWon={feeWon} />} />
        <Figure label={t("column.vat")} value={<Money amountWon={vatWon} />} />
        <Figure
          label={t("column.count")}
          value={t("count", { payments: paymentCount, reversals: reversalCount })}
        />
      </dl>
    </>
  );
}

function Figure({ label, value }: { label: string; value: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
