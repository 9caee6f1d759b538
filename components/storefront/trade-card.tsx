import { useTranslations } from "next-intl";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { AccountPanel } from "./account-panel.tsx";
import styles from "./bill-card.module.css";
import { BillCard } from "./bill-card.tsx";
import type { Trade } from "./storefront.types.ts";

type TradeCardProps = {
  trade: Trade;
  /** For a reader with several stores. */
  namesStore: boolean;
};

/** A trade on the first page: its active bill, or that there is none, and its account in either case. */
export function TradeCard({ trade, namesStore }: TradeCardProps) {
  const t = useTranslations("storefront.bill");
  const { bill, account, distributorName, storeName } = trade;
  if (bill) {
    return (
      <BillCard bill={bill} storeName={namesStore ? storeName : undefined}>
        <AccountPanel account={account} />
        <ButtonLink href={`/store/bills/${bill.billId}`} wide>
          {t("details")}
        </ButtonLink>
      </BillCard>
    );
  }
  return (
    <Card>
      <div className={styles.sheet}>
        <div>
          <h2 className={styles.distributor}>{distributorName}</h2>
          {namesStore ? <p className={styles.store}>{storeName}</p> : null}
        </div>
        <p className={styles.notice}>
          {t("none")}
          {account ? (
            <>
              <br />
              {t("noneHint")}
            </>
          ) : null}
        </p>
        <AccountPanel account={account} />
      </div>
    </Card>
  );
}
