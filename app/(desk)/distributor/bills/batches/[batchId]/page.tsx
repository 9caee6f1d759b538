import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BatchView } from "#components/bill-import/batch-view.tsx";
import { importIdOf } from "#components/bill-import/import-address.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("billImport.batch"))("title") };
}

export default async function BatchPage({ params }: { params: Promise<{ batchId: string }> }) {
  const billBatchId = importIdOf((await params).batchId);
  if (billBatchId === null) notFound();
  return <BatchView billBatchId={billBatchId} />;
}
