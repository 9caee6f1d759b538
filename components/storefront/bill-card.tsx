import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import styles from "./bill-card.module.css";
import { BillFacts, BillFigures } from "./bill-figures.tsx";
import { billStateOf, toneOfBillState } from "./bill-state.ts";
import type { StoreBill } from "./storefront.types.ts";

type BillCardProps = {
  bill: StoreBill;
  /** Above the figures: the store's name, where a reader may have several. */
  storeName?: string | undefined;
  /** Period, day of issue and note too, as on the bill's own page. */
  full?: boolean;
  /** The account to pay to, and what leads on from here. */
  children?: ReactNode;
};

/** One bill as a sheet of paper: who asks for how much, what has come in, where to pay. */
export function BillCard({ bill, storeName, full = false, children }: BillCardProps) {
  const t = useTranslations("storefront.bill");
  const state = billStateOf(bill);
  return (
    <Card>
      <div className={styles.sheet}>
        <div className={styles.head}>
          <div className={styles.parties}>
            <h2 className={styles.distributor}>{bill.distributorName}</h2>
            {storeName ? <p className={styles.store}>{storeName}</p> : null}
          </div>
          <StatusBadge tone={toneOfBillState[state]}>{t(`state.${state}`)}</StatusBadge>
        </div>
        {bill.status === "ACTIVE" ? null : <p className={styles.notice}>{t(`notice.${bill.status}`)}</p>}
        <BillFigures bill={bill} />
        <BillFacts bill={bill} full={full} />
        {children}
      </div>
    </Card>
  );
}
