import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BillsPage } from "#components/storefront/bills-page.tsx";
import { pageData } from "#components/storefront/page-data.ts";
import { serverCaller } from "#server/caller.ts";

const billsPerPage = 20;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("storefront"))("title") };
}

type StorePageProps = { searchParams: Promise<{ before?: string }> };

export default async function StorePage({ searchParams }: StorePageProps) {
  const { before } = await searchParams;
  const { storefront } = await serverCaller();
  const [trades, earlier] = await pageData(
    Promise.all([
      storefront.activeBills(),
      storefront.bills({ endedOnly: true, cursor: before ?? null, limit: billsPerPage }),
    ]),
    "/store",
  );
  return <BillsPage earlier={earlier} isOlder={before !== undefined} trades={trades} />;
}
