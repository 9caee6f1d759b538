import Link from "next/link";
import styles from "./data-list.module.css";
import type { DataListColumn } from "./data-list.types.ts";

type DataListCellProps<Row> = { column: DataListColumn<Row>; row: Row; href: string | undefined };

/** One cell; with `href` its link stretches over the whole row. */
export function DataListCell<Row>({ column, row, href }: DataListCellProps<Row>) {
  const content = column.cell(row);
  return (
    <td data-align={column.align} data-card={column.card ?? "line"} data-label={column.header}>
      {href === undefined ? (
        content
      ) : (
        <Link className={styles.rowLink} href={href} prefetch={false}>
          {content}
        </Link>
      )}
    </td>
  );
}
