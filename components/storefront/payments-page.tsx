import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { PageTitle } from "./page-title.tsx";
import { PagingLinks } from "./paging-links.tsx";
import { PaymentList } from "./payment-list.tsx";
import { Section } from "./section.tsx";
import type { StorePayment } from "./storefront.types.ts";

type PaymentsPageProps = {
  payments: { items: readonly StorePayment[]; nextCursor: string | null };
  isOlder: boolean;
  /** For a reader with several stores. */
  namesStore: boolean;
};

/** `/store/payments`: what was paid to all distributors, by month of the transfer. */
export function PaymentsPage({ payments, isOlder, namesStore }: PaymentsPageProps) {
  const t = useTranslations("storefront");
  const format = useFormat();
  const months = Map.groupBy(payments.items, (payment) => format.month(payment.tradedAt));
  return (
    <>
      <PageTitle title={t("paymentsTitle")} />
      {payments.items.length === 0 ? (
        <Card>
          <EmptyState body={t("payments.emptyBody")} icon="wallet" title={t("payments.emptyTitle")} />
        </Card>
      ) : null}
      {[...months].map(([month, items]) => (
        <Section key={month} title={month}>
          <Card flush>
            <PaymentList payments={items} shows={{ distributor: true, store: namesStore, bill: true }} />
          </Card>
        </Section>
      ))}
      <PagingLinks isOlder={isOlder} nextCursor={payments.nextCursor} path="/store/payments" />
    </>
  );
}
