import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import textStyles from "#components/ui/text.module.css";
import styles from "./data-list.module.css";
import type { DataListColumn } from "./data-list.types.ts";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];
const WIDTHS = ["70%", "45%", "60%", "50%"];

/** The table's outline while its first page is on the way. */
export function DataListSkeleton<Row>({ columns }: { columns: readonly DataListColumn<Row>[] }) {
  const t = useTranslations("common.list");
  return (
    <div role="status">
      <span className={textStyles.hidden}>{t("loading")}</span>
      <table aria-hidden="true" className={styles.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th data-align={column.align} key={column.id} style={{ width: column.width }}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map((row, rowIndex) => (
            <tr key={row}>
              {columns.map((column, index) => (
                <td
                  data-align={column.align}
                  data-card={column.card ?? "line"}
                  data-label={column.header}
                  key={column.id}
                >
                  <Skeleton
                    display="inline-block"
                    height={14}
                    maw={160}
                    radius="sm"
                    width={WIDTHS[(rowIndex + index) % WIDTHS.length]}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
