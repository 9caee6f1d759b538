"use client";

import { useTranslations } from "next-intl";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import { FilterBar } from "#components/patterns/filter-bar.tsx";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { trpc } from "#components/trpc/client.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { settlementStatuses, settlementsInput } from "./settlement-inputs.ts";
import { useAnySettlementColumns } from "./use-settlement-columns.tsx";

const defaults = { status: "OPEN" };

/** Admin: the settlements of all distributors. */
export function SettlementList() {
  const t = useTranslations("settlement");
  const filters = useUrlFilters(defaults);
  const settlements = trpc.settlement.list.useInfiniteQuery(settlementsInput(filters.values.status), {
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
  });
  return (
    <>
      <FilterBar
        fields={[
          {
            kind: "choice",
            name: "status",
            label: t("admin.filterStatus"),
            options: settlementStatuses.map((value) => ({
              value,
              label: value === "ALL" ? t("admin.all") : t(`status.${value}`),
            })),
          },
        ]}
        filters={filters}
      />
      <DataList
        columns={useAnySettlementColumns()}
        empty={<EmptyState body={t("admin.emptyBody")} title={t("admin.emptyTitle")} />}
        filtered={filters.isFiltered}
        label={t("admin.title")}
        onResetFilters={filters.reset}
        query={settlements}
        rowHref={({ settlementId }) => `/admin/settlements/${settlementId}`}
        rowKey={({ settlementId }) => settlementId}
      />
    </>
  );
}
