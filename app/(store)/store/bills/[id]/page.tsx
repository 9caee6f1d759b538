import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BillPage } from "#components/storefront/bill-page.tsx";
import { pageData } from "#components/storefront/page-data.ts";
import { serverCaller } from "#server/caller.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("storefront"))("billTitle") };
}

type StoreBillPageProps = { params: Promise<{ id: string }> };

// No loading.tsx above this page: with one, the answer begins before we know whether there is such a bill, and a bill
// that is not the reader's could no longer be answered with 404.
export default async function StoreBillPage({ params }: StoreBillPageProps) {
  const { id } = await params;
  const { storefront } = await serverCaller();
  const bill = await pageData(storefront.bill({ billId: id }), `/store/bills/${id}`);
  return <BillPage account={bill.account} bill={bill} payments={bill.payments} />;
}
