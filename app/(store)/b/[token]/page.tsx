import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkedBillPage } from "#components/storefront/linked-bill-page.tsx";
import { pageData } from "#components/storefront/page-data.ts";
import { serverCaller } from "#server/caller.ts";
import { env } from "#server/platform/env.ts";

/** The address itself opens the page, so it must reach neither a search engine nor the site that a reader goes on to. */
export async function generateMetadata(): Promise<Metadata> {
  const title = (await getTranslations("storefront"))("billTitle");
  return { title, referrer: "no-referrer", robots: { index: false, follow: false, noarchive: true } };
}

type BillLinkPageProps = { params: Promise<{ token: string }> };

export default async function BillLinkPage({ params }: BillLinkPageProps) {
  const { token } = await params;
  const { storefront } = await serverCaller();
  const linked = await pageData(storefront.linkedBill({ token }), `/b/${token}`);
  return <LinkedBillPage linked={linked} pdfHref={`/api/b/${token}/pdf`} sandbox={env().SANDBOX} />;
}
