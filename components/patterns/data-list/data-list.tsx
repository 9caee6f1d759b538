"use client";

import { Button, Checkbox } from "@mantine/core";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import styles from "./data-list.module.css";
import type { DataListProps } from "./data-list.types.ts";
import { DataListFooter } from "./data-list-footer.tsx";
import { DataListSkeleton } from "./data-list-skeleton.tsx";
import { DataListTable } from "./data-list-table.tsx";
import { type RowTable, useRowTable } from "./use-row-table.ts";

/**
 * A list on the desk: a table that turns into cards on a phone, with its skeleton, its empty and its failed
 * state, paging by key, and only the rows near the screen once there are more than 200.
 */
export function DataList<Row extends object>(props: DataListProps<Row>) {
  const { query, columns, bulkActions } = props;
  const table = useRowTable(props);
  if (query.data === undefined) {
    return (
      <div className={styles.sheet}>
        {query.isPending ? <DataListSkeleton columns={columns} /> : <DataListFailure {...props} />}
      </div>
    );
  }
  const rowCount = table.getRowModel().rows.length;
  return (
    <div aria-busy={query.isPlaceholderData} className={styles.sheet}>
      {bulkActions && rowCount > 0 ? <SelectionBar bulkActions={bulkActions} table={table} /> : null}
      {rowCount === 0 ? <NothingHere {...props} /> : <DataListTable {...props} table={table} />}
      {query.error ? (
        <div className={styles.notice}>
          <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
      {rowCount > 0 ? <DataListFooter query={query} rowCount={rowCount} /> : null}
    </div>
  );
}

function DataListFailure<Row>({ query }: DataListProps<Row>) {
  return (
    <div className={styles.notice}>
      <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
    </div>
  );
}

function NothingHere<Row>({ empty, filtered, onResetFilters }: DataListProps<Row>) {
  const t = useTranslations("common");
  if (!filtered) return empty ?? <EmptyState title={t("list.emptyTitle")} />;
  const reset = onResetFilters ? (
    <Button onClick={onResetFilters} variant="default">
      {t("action.reset")}
    </Button>
  ) : undefined;
  return (
    <EmptyState
      action={reset}
      body={t("list.emptyFilteredBody")}
      icon="search"
      title={t("list.emptyFilteredTitle")}
    />
  );
}

type SelectionBarProps<Row extends object> = {
  table: RowTable<Row>;
  bulkActions: NonNullable<DataListProps<Row>["bulkActions"]>;
};

function SelectionBar<Row extends object>({ table, bulkActions }: SelectionBarProps<Row>) {
  const t = useTranslations("common.list");
  const rows = table.getSelectedRowModel().rows.map((row) => row.original);
  const clear = () => table.resetRowSelection(true);
  return (
    <div className={styles.selection} data-active={rows.length > 0 || undefined}>
      <Checkbox
        checked={table.getIsAllRowsSelected()}
        indeterminate={table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()}
        label={rows.length > 0 ? t("selected", { count: rows.length }) : t("selectAll")}
        onChange={(event) => table.toggleAllRowsSelected(event.currentTarget.checked)}
      />
      {rows.length > 0 ? <div className={styles.selectionActions}>{bulkActions(rows, clear)}</div> : null}
    </div>
  );
}
