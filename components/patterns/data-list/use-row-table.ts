"use client";

import { type ReactTable, rowSelectionFeature, tableFeatures, useTable } from "@tanstack/react-table";
import { useMemo } from "react";
import type { DataListProps } from "./data-list.types.ts";

const features = tableFeatures({ rowSelectionFeature });

export type RowTable<Row extends object> = ReactTable<typeof features, Row>;

/** TanStack's table over all pages loaded so far: row identity and selection. */
export function useRowTable<Row extends object>(props: DataListProps<Row>): RowTable<Row> {
  const { query, columns, rowKey, bulkActions, isSelectable } = props;
  const data = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const definitions = useMemo(
    () =>
      columns.map(({ id, header, cell }) => ({
        id,
        header,
        cell: ({ row }: { row: { original: Row } }) => cell(row.original),
      })),
    [columns],
  );
  return useTable({
    features,
    data,
    columns: definitions,
    getRowId: rowKey,
    enableRowSelection: bulkActions === undefined ? false : (row) => isSelectable?.(row.original) ?? true,
  });
}
