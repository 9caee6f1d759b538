import { useTranslations } from "next-intl";
import { List, ListItem } from "#components/ui/list.tsx";
import { Money } from "#components/ui/money.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { billStateOf, toneOfBillState } from "./bill-state.ts";
import type { StoreBill } from "./storefront.types.ts";

type BillListProps = {
  bills: readonly StoreBill[];
  /** For a reader with several stores. */
  namesStore: boolean;
};

/** Earlier bills, each leading to its page. Put it into `<Card flush>`. */
export function BillList({ bills, namesStore }: BillListProps) {
  const t = useTranslations("storefront.bill.state");
  const format = useFormat();
  return (
    <List>
      {bills.map((bill) => {
        const state = billStateOf(bill);
        const detail = [format.date(bill.issuedAt), ...(namesStore ? [bill.storeName] : [])].join(" · ");
        return (
          <ListItem
            aside={
              <>
                <Money amountWon={bill.amountWon} size="strong" />
                <StatusBadge tone={toneOfBillState[state]}>{t(state)}</StatusBadge>
              </>
            }
            detail={detail}
            href={`/store/bills/${bill.billId}`}
            key={bill.billId}
            title={bill.distributorName}
          />
        );
      })}
    </List>
  );
}
