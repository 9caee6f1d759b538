"use client";

import { useTranslations } from "next-intl";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import { FilterBar } from "#components/patterns/filter-bar.tsx";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { trpc } from "#components/trpc/client.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useAnySettlementColumns } from "./use-settlement-columns.tsx";

const defaults = { status: "OPEN" };
const statuses = ["OPEN", "CLOSED", "ALL"] as const;

/** Admin: the settlements of all distributors. */
export function SettlementList() {
  const t = useTranslations("settlement");
  const filters = useUrlFilters(defaults);
  const status = statuses.find((known) => known === filters.values.status) ?? "OPEN";
  const settlements = trpc.settlement.list.useInfiniteQuery(
    { status, limit: 50 },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (previous) => previous },
  );
  return (
    <>
      <FilterBar
        fields={[
          {
            kind: "choice",
            name: "status",
            label: t("admin.filterStatus"),
            options: statuses.map((value) => ({
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
