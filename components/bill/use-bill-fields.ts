import { useTranslations } from "next-intl";
import type { FilterField } from "#components/patterns/filter-bar.tsx";
import type { ListBillsInput } from "#server/bills/bill.schema.ts";
import { type BillFilterName, sortsOf, uncovered } from "./bill-filters.ts";

/** The conditions over the list; how far a bill has come in is asked of active ones alone. */
export function useBillFields(status: ListBillsInput["status"]): FilterField<BillFilterName>[] {
  const t = useTranslations("bill");
  const collection: FilterField<BillFilterName> = {
    kind: "select",
    name: "collection",
    label: t("filter.collection"),
    options: [
      { value: "ALL", label: t("filter.all") },
      { value: uncovered, label: t("filter.uncovered") },
    ],
  };
  return [
    {
      kind: "choice",
      name: "status",
      label: t("filter.status"),
      options: [
        { value: "ACTIVE", label: t("status.ACTIVE") },
        { value: "EXPIRED", label: t("status.EXPIRED") },
        { value: "CANCELED", label: t("status.CANCELED") },
        { value: "ALL", label: t("filter.all") },
      ],
    },
    {
      kind: "search",
      name: "search",
      label: t("filter.search"),
      placeholder: t("filter.searchPlaceholder"),
    },
    { kind: "period", from: "from", to: "to", label: t("filter.issued") },
    ...(status === "ACTIVE" ? [collection] : []),
    {
      kind: "select",
      name: "sort",
      label: t("filter.sort"),
      options: sortsOf(status).map((value) => ({ value, label: t(`sort.${value}`) })),
    },
  ];
}
