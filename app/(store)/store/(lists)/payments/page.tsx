import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageData } from "#components/storefront/page-data.ts";
import { PaymentsPage } from "#components/storefront/payments-page.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { serverCaller } from "#server/caller.ts";

const paymentsPerPage = 30;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("storefront"))("paymentsTitle") };
}

type StorePaymentsPageProps = { searchParams: Promise<{ before?: string }> };

export default async function StorePaymentsPage({ searchParams }: StorePaymentsPageProps) {
  const { before } = await searchParams;
  const { storefront } = await serverCaller();
  const [stores, payments] = await pageData(
    Promise.all([
      storefront.stores(),
      storefront.payments({ cursor: before ?? null, limit: paymentsPerPage }),
    ]),
    "/store/payments",
  );
  const t = await getTranslations("statement");
  return (
    <>
      <PaymentsPage isOlder={before !== undefined} namesStore={stores.length > 1} payments={payments} />
      {stores.some(({ trades }) => trades.length > 0) ? (
        <ButtonLink href="/store/payments/statement" wide>
          {t("openStore")}
        </ButtonLink>
      ) : null}
    </>
  );
}
