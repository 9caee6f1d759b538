"use client";

import { useTranslations } from "next-intl";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import { FilterBar } from "#components/patterns/filter-bar.tsx";
import { LinkButton } from "#components/patterns/link-button.tsx";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { trpc } from "#components/trpc/client.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { BatchNotice } from "./batch-notice.tsx";
import { BillBulkActions } from "./bill-bulk-actions.tsx";
import { billFilters, billListInput } from "./bill-filters.ts";
import { useBillColumns } from "./use-bill-columns.tsx";
import { useBillFields } from "./use-bill-fields.ts";
import { useCancelMany } from "./use-cancel-many.tsx";
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
  const remind = useRemindDialog();
  const cancel = useCancelMany();
  return (
    <>
      <FilterBar fields={useBillFields(input.status)} filters={filters} />
      {input.billBatchId ? <BatchNotice onLeave={() => filters.set({ batch: "" })} /> : null}
      <DataList
        bulkActions={
          input.status === "ACTIVE"
            ? (rows, clear) => (
                <BillBulkActions
                  billIds={rows.map(({ id }) => id)}
                  onCancel={cancel.ask}
                  onDone={clear}
                  onRemind={remind.ask}
                />
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
        isSelectable={({ status }) => status === "ACTIVE"}
        label={t("title")}
        onResetFilters={filters.reset}
        query={bills}
        rowHref={({ id }) => `/distributor/bills/${id}`}
        rowKey={({ id }) => id}
        rowMuted={({ status }) => status !== "ACTIVE"}
      />
      {remind.dialog}
      {cancel.dialog}
    </>
  );
}
