import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { BillList } from "./bill-list.tsx";
import { PageTitle } from "./page-title.tsx";
import { PagingLinks } from "./paging-links.tsx";
import { NothingYet, Section } from "./section.tsx";
import type { StoreBill, Trade } from "./storefront.types.ts";
import { TradeCard } from "./trade-card.tsx";

type BillsPageProps = {
  trades: readonly Trade[];
  earlier: { items: readonly StoreBill[]; nextCursor: string | null };
  /** An older page of the earlier bills: it stands alone. */
  isOlder: boolean;
};

/** `/store`: each trade with its active bill and account, then the bills that have ended. */
export function BillsPage({ trades, earlier, isOlder }: BillsPageProps) {
  const t = useTranslations("storefront");
  if (trades.length === 0 && earlier.items.length === 0) {
    return (
      <>
        <PageTitle title={t("title")} />
        <Card>
          <EmptyState body={t("bills.emptyBody")} icon="store" title={t("bills.emptyTitle")} />
        </Card>
      </>
    );
  }
  const namesStore = new Set(trades.map((trade) => trade.storeId)).size > 1;
  return (
    <>
      <PageTitle title={t("title")} />
      {isOlder
        ? null
        : trades.map((trade) => (
            <TradeCard key={trade.tradeRelationshipId} namesStore={namesStore} trade={trade} />
          ))}
      <Section title={t("bills.pastTitle")}>
        <Card flush>
          {earlier.items.length > 0 ? (
            <BillList bills={earlier.items} namesStore={namesStore} />
          ) : (
            <NothingYet>{t("bills.pastEmpty")}</NothingYet>
          )}
        </Card>
        <PagingLinks isOlder={isOlder} nextCursor={earlier.nextCursor} path="/store" />
      </Section>
    </>
  );
}
