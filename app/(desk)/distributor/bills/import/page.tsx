import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ImportPage } from "#components/bill-import/import-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("billImport"))("title") };
}

export default function BillImportPage() {
  return <ImportPage />;
}
