import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { daysOfMonth, monthOf, monthOfInstant } from "#components/payment/statement/month.ts";
import { StoreStatementPage } from "#components/payment/statement/store-statement-page.tsx";
import { pageData } from "#components/storefront/page-data.ts";
import { serverCaller } from "#server/caller.ts";

const linesPerPage = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("statement"))("storeTitle") };
}

type StatementPageProps = { searchParams: Promise<{ trade?: string; month?: string; after?: string }> };

export default async function StatementPage({ searchParams }: StatementPageProps) {
  const { trade, month: asked, after } = await searchParams;
  const { storefront } = await serverCaller();
  const stores = await pageData(storefront.stores(), "/store/payments/statement");
  const trades = stores.flatMap(({ trades: own, storeName }) => own.map((one) => ({ ...one, storeName })));
  const tradeRelationshipId = trade ?? trades[0]?.tradeRelationshipId;
  if (!tradeRelationshipId) notFound();
  const month = monthOf(asked) ?? monthOfInstant(new Date());
  const lines = await pageData(
    storefront.statement({
      ...daysOfMonth(month),
      tradeRelationshipId,
      cursor: after ?? null,
      limit: linesPerPage,
    }),
    "/store/payments/statement",
  );
  return (
    <StoreStatementPage
      lines={lines}
      month={month}
      tradeRelationshipId={tradeRelationshipId}
      trades={trades}
    />
  );
}
