"use client";

import { Button, SegmentedControl } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import { trpc } from "#components/trpc/client.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { type RowFilter, rowFilters } from "#server/imports/import.schema.ts";
import styles from "./bill-import.module.css";
import type { ImportPreview } from "./bill-import.types.ts";
import type { ImportChanges } from "./use-import-changes.ts";
import { useRowColumns } from "./use-row-columns.tsx";

type RowListProps = { preview: ImportPreview; changes: ImportChanges };

/** The file's rows, by what there is to look at. A file with errors opens on those. */
export function RowList({ preview, changes }: RowListProps) {
  const t = useTranslations("billImport");
  const { totals, importId } = preview;
  const [filter, setFilter] = useState<RowFilter>(totals.errorCount > 0 ? "error" : "all");
  const rows = trpc.billImport.rows.useInfiniteQuery(
    { importId, filter },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (previous) => previous },
  );
  const counts: Record<RowFilter, number> = {
    all: totals.rowCount,
    toBill: totals.toBillCount,
    error: totals.errorCount,
    warning: totals.warningCount,
    note: totals.noteCount,
    skipped: totals.skippedCount,
  };
  return (
    <section aria-label={t("rows.label")} className={styles.rows}>
      <div className={styles.rowBar}>
        <div className={styles.tabs}>
          <SegmentedControl
            aria-label={t("filter.label")}
            data={rowFilters.map((value) => ({
              value,
              label: (
                <span className={styles.tab}>
                  {t(`filter.${value}`)} <span className={styles.tabCount}>{counts[value]}</span>
                </span>
              ),
            }))}
            onChange={(value) => setFilter(value as RowFilter)}
            value={filter}
          />
        </div>
        {totals.errorCount > 0 ? (
          <Button
            loading={changes.isChanging}
            onClick={() => changes.skip({ rows: "errors", skipped: true })}
            variant="default"
          >
            {t("rows.skipErrors", { count: totals.errorCount })}
          </Button>
        ) : null}
      </div>
      <DataList
        columns={useRowColumns(preview, changes)}
        empty={<EmptyState title={t("rows.empty")} />}
        label={t("rows.label")}
        query={rows}
        rowKey={(row) => String(row.lineNo)}
        rowMuted={(row) => row.skipped || row.disposition !== "BILL"}
      />
    </section>
  );
}
