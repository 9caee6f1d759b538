"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import { FilterBar } from "#components/patterns/filter-bar.tsx";
import { LinkButton } from "#components/patterns/link-button.tsx";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { trpc } from "#components/trpc/client.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { BatchNotice } from "./batch-notice.tsx";
import { billFilters, billListInput } from "./bill-filters.ts";
import { isRemindable } from "./bill-standing.ts";
import { useBillColumns } from "./use-bill-columns.tsx";
import { useBillFields } from "./use-bill-fields.ts";
import { useRemindDialog } from "./use-remind-dialog.tsx";

/** The distributor's bills, the active ones unless asked otherwise. */
export function BillList() {
  const t = useTranslations("bill");
  const filters = useUrlFilters(billFilters);
  const input = billListInput(filters.values);
  const bills = trpc.bill.list.useInfiniteQuery(input, {
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
  });
  const { ask, dialog } = useRemindDialog();
  return (
    <>
      <FilterBar fields={useBillFields(input.status)} filters={filters} />
      {input.billBatchId ? <BatchNotice onLeave={() => filters.set({ batch: "" })} /> : null}
      <DataList
        bulkActions={
          input.status === "ACTIVE"
            ? (rows, clear) => (
                <Button
                  leftSection={<Icon name="bell" size={18} />}
                  onClick={() => ask({ to: "some", billIds: rows.map(({ id }) => id), onSent: clear })}
                >
                  {t("remind.action")}
                </Button>
              )
            : undefined
        }
        columns={useBillColumns()}
        empty={
          <EmptyState
            action={
              <LinkButton href="/distributor/bills/import" icon="upload">
                {t("import")}
              </LinkButton>
            }
            body={t("empty.body")}
            icon="bill"
            title={t("empty.title")}
          />
        }
        filtered={filters.isFiltered}
        isSelectable={isRemindable}
        label={t("title")}
        onResetFilters={filters.reset}
        query={bills}
        rowHref={({ id }) => `/distributor/bills/${id}`}
        rowKey={({ id }) => id}
        rowMuted={({ status }) => status !== "ACTIVE"}
      />
      {dialog}
    </>
  );
}
