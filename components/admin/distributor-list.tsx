"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { FilterBar } from "#components/patterns/filter-bar.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { BusinessNumber } from "#components/trade-relationship/business-number.tsx";
import { useBankName } from "#components/trade-relationship/use-bank-name.ts";
import { trpc } from "#components/trpc/client.ts";
import { DateText } from "#components/ui/date-text.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Distributor } from "./admin.types.ts";
import { DistributorForm } from "./distributor-form.tsx";
import { FormDialog } from "./form-dialog.tsx";

const defaults = { search: "" };

/** Admin: all distributors, and the way to a new one. */
export function DistributorList() {
  const t = useTranslations("admin.distributor");
  const filters = useUrlFilters(defaults);
  const [creating, setCreating] = useState(false);
  const distributors = trpc.tradeRelationship.distributors.useInfiniteQuery(
    { search: filters.values.search.slice(0, 100), limit: 50 },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (previous) => previous },
  );
  return (
    <>
      <PageHeader
        actions={<Button onClick={() => setCreating(true)}>{t("create")}</Button>}
        description={t("description")}
        title={t("title")}
      />
      <FilterBar
        fields={[{ kind: "search", name: "search", label: t("search"), placeholder: t("searchPlaceholder") }]}
        filters={filters}
      />
      <DataList
        columns={useDistributorColumns()}
        empty={<EmptyState body={t("emptyBody")} icon="truck" title={t("emptyTitle")} />}
        filtered={filters.isFiltered}
        label={t("title")}
        onResetFilters={filters.reset}
        query={distributors}
        rowHref={({ id }) => `/admin/distributors/${id}`}
        rowKey={({ id }) => id}
      />
      <FormDialog onClose={() => setCreating(false)} opened={creating} title={t("create")}>
        <DistributorForm onClose={() => setCreating(false)} />
      </FormDialog>
    </>
  );
}

function useDistributorColumns(): DataListColumn<Distributor>[] {
  const t = useTranslations("admin.distributor");
  const bankName = useBankName();
  return [
    { id: "name", header: t("column.name"), card: "title", cell: ({ name }) => name },
    {
      id: "businessNumber",
      header: t("column.businessNumber"),
      cell: ({ businessNumber }) => <BusinessNumber digits={businessNumber} />,
    },
    { id: "bank", header: t("column.bank"), cell: ({ bankCode }) => bankName(bankCode) },
    {
      id: "relationships",
      header: t("column.relationships"),
      align: "end",
      width: "110px",
      cell: ({ relationshipCount }) => t("relationshipCount", { count: relationshipCount }),
    },
    {
      id: "staff",
      header: t("column.staff"),
      align: "end",
      width: "110px",
      cell: ({ staffCount }) => t("staffCount", { count: staffCount }),
    },
    {
      id: "createdAt",
      header: t("column.createdAt"),
      width: "140px",
      cell: ({ createdAt }) => <DateText on={createdAt} />,
    },
  ];
}
