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
import { trpc } from "#components/trpc/client.ts";
import { DateText } from "#components/ui/date-text.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./admin.module.css";
import type { Store, StoreRelationship } from "./admin.types.ts";
import { FormDialog } from "./form-dialog.tsx";
import { StoreForm } from "./store-form.tsx";

const defaults = { search: "" };

/** Admin: all stores, and the way to a new one. */
export function StoreList() {
  const t = useTranslations("admin.store");
  const filters = useUrlFilters(defaults);
  const [creating, setCreating] = useState(false);
  const stores = trpc.tradeRelationship.stores.useInfiniteQuery(
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
        columns={useStoreColumns()}
        empty={<EmptyState body={t("emptyBody")} icon="store" title={t("emptyTitle")} />}
        filtered={filters.isFiltered}
        label={t("title")}
        onResetFilters={filters.reset}
        query={stores}
        rowHref={({ id }) => `/admin/stores/${id}`}
        rowKey={({ id }) => id}
      />
      <FormDialog onClose={() => setCreating(false)} opened={creating} title={t("create")}>
        <StoreForm onClose={() => setCreating(false)} />
      </FormDialog>
    </>
  );
}

function useStoreColumns(): DataListColumn<Store>[] {
  const t = useTranslations("admin.store");
  const format = useFormat();
  return [
    { id: "name", header: t("column.name"), card: "title", cell: ({ name }) => name },
    {
      id: "owner",
      header: t("column.owner"),
      cell: ({ ownerName, ownerPhone }) => (
        <span className={styles.stacked}>
          <span>{ownerName}</span>
          <span className={styles.phone}>{format.phoneNumber(ownerPhone)}</span>
        </span>
      ),
    },
    {
      id: "businessNumber",
      header: t("column.businessNumber"),
      width: "150px",
      cell: ({ businessNumber }) => (businessNumber ? <BusinessNumber digits={businessNumber} /> : "–"),
    },
    {
      id: "relationships",
      header: t("column.relationships"),
      cell: ({ relationships }) => <Partners relationships={relationships} />,
    },
    {
      id: "createdAt",
      header: t("column.createdAt"),
      width: "130px",
      cell: ({ createdAt }) => <DateText on={createdAt} />,
    },
  ];
}

const SHOWN_PARTNERS = 3;

function Partners({ relationships }: { relationships: readonly StoreRelationship[] }) {
  const t = useTranslations("admin.store");
  if (relationships.length === 0) return <span className={styles.faint}>{t("noRelationship")}</span>;
  const hiddenCount = relationships.length - SHOWN_PARTNERS;
  return (
    <span className={styles.stacked}>
      {relationships.slice(0, SHOWN_PARTNERS).map(({ id, distributorName, customerCode, ended }) => (
        <span className={ended ? styles.faint : undefined} key={id}>
          {distributorName}{" "}
          <span className={styles.small}>{ended ? `${customerCode} · ${t("ended")}` : customerCode}</span>
        </span>
      ))}
      {hiddenCount > 0 ? <span className={styles.small}>{t("more", { count: hiddenCount })}</span> : null}
    </span>
  );
}
