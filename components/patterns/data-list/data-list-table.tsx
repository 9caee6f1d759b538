"use client";

import { Checkbox } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import styles from "./data-list.module.css";
import type { DataListProps } from "./data-list.types.ts";
import { DataListCell } from "./data-list-cell.tsx";
import type { RowTable } from "./use-row-table.ts";
import { useRowWindow } from "./use-row-window.ts";

type DataListTableProps<Row extends object> = DataListProps<Row> & { table: RowTable<Row> };

/** The table itself. Rows that are not rendered leave one tall empty row before and after. */
export function DataListTable<Row extends object>(props: DataListTableProps<Row>) {
  const { label, columns, table, query, bulkActions } = props;
  const t = useTranslations("common.list");
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = table.getRowModel().rows;
  const shown = useRowWindow(rows.length, body);
  const columnCount = columns.length + (bulkActions ? 1 : 0);
  const titleId = (columns.find((column) => column.card === "title") ?? columns[0])?.id;
  return (
    <div className={styles.scroll}>
      <table
        aria-label={label}
        aria-rowcount={query.hasNextPage ? -1 : rows.length + 1}
        className={styles.table}
        data-selectable={bulkActions ? true : undefined}
        data-stale={query.isPlaceholderData || undefined}
        data-virtual={shown.isVirtual || undefined}
      >
        <thead>
          <tr>
            {bulkActions ? <td className={styles.check} /> : null}
            {columns.map((column) => (
              <th data-align={column.align} key={column.id} scope="col" style={{ width: column.width }}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          <Spacer columnCount={columnCount} heightPx={shown.beforePx} />
          {shown.indexes.map((index) => {
            const row = rows[index];
            if (row === undefined) return null;
            const href = props.rowHref?.(row.original);
            return (
              <tr
                aria-rowindex={index + 2}
                data-index={index}
                data-link={href === undefined ? undefined : true}
                data-muted={props.rowMuted?.(row.original) || undefined}
                data-selected={row.getIsSelected() || undefined}
                key={row.id}
                ref={shown.measure}
              >
                {bulkActions ? (
                  <td className={styles.check}>
                    <Checkbox
                      aria-label={t("selectRow")}
                      checked={row.getIsSelected()}
                      disabled={!row.getCanSelect()}
                      onChange={(event) => row.toggleSelected(event.currentTarget.checked)}
                    />
                  </td>
                ) : null}
                {columns.map((column) => (
                  <DataListCell
                    column={column}
                    href={column.id === titleId ? href : undefined}
                    key={column.id}
                    row={row.original}
                  />
                ))}
              </tr>
            );
          })}
          <Spacer columnCount={columnCount} heightPx={shown.afterPx} />
        </tbody>
      </table>
    </div>
  );
}

function Spacer({ columnCount, heightPx }: { columnCount: number; heightPx: number }) {
  if (heightPx <= 0) return null;
  return (
    <tr className={styles.spacer}>
      <td colSpan={columnCount} style={{ height: heightPx }} />
    </tr>
  );
}
