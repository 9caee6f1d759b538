"use client";

import { useTranslations } from "next-intl";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import { FilterBar } from "#components/patterns/filter-bar.tsx";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { trpc } from "#components/trpc/client.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useRelationshipColumns } from "./use-relationship-columns.tsx";

const defaults = { search: "", state: "OPEN" };
const states = ["OPEN", "ENDED", "ALL"] as const;

/** The distributor's customers (거래처), by their code. */
export function RelationshipList() {
  const t = useTranslations("tradeRelationship");
  const filters = useUrlFilters(defaults);
  const state = states.find((known) => known === filters.values.state) ?? "OPEN";
  const relationships = trpc.tradeRelationship.list.useInfiniteQuery(
    { search: filters.values.search.slice(0, 100), state, limit: 50 },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (previous) => previous },
  );
  return (
    <>
      <FilterBar
        fields={[
          {
            kind: "search",
            name: "search",
            label: t("search"),
            placeholder: t("searchPlaceholder"),
          },
          {
            kind: "choice",
            name: "state",
            label: t("filterState"),
            options: states.map((value) => ({ value, label: t(`state.${value}`) })),
          },
        ]}
        filters={filters}
      />
      <DataList
        columns={useRelationshipColumns()}
        empty={<EmptyState body={t("emptyBody")} icon="store" title={t("emptyTitle")} />}
        filtered={filters.isFiltered}
        label={t("title")}
        onResetFilters={filters.reset}
        query={relationships}
        rowHref={({ id }) => `/distributor/stores/${id}`}
        rowKey={({ id }) => id}
        rowMuted={({ endedAt }) => endedAt !== null}
      />
    </>
  );
}
