"use client";

import { Button, Group, SegmentedControl, Select } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import { trpc } from "#components/trpc/client.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { type RowFilter, rowFilters } from "#server/imports/import.schema.ts";
import styles from "./bill-import.module.css";
import type { ImportPreview, RowProblem } from "./bill-import.types.ts";
import { RegisterDialog } from "./register-dialog.tsx";
import type { ImportChanges } from "./use-import-changes.ts";
import { useRowColumns } from "./use-row-columns.tsx";

type RowListProps = { preview: ImportPreview; changes: ImportChanges };

/** The file's rows, by what there is to look at. A file with errors opens on those. */
export function RowList({ preview, changes }: RowListProps) {
  const t = useTranslations("billImport");
  const { totals, importId } = preview;
  const [filter, setFilter] = useState<RowFilter>(totals.errorCount > 0 ? "error" : "all");
  const [problem, setProblem] = useState<RowProblem["code"] | null>(null);
  const [isRegistering, setRegistering] = useState(false);
  const rows = trpc.billImport.rows.useInfiniteQuery(
    { importId, filter, problem },
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
        <ProblemSelect counts={totals.problemCounts} onChange={setProblem} value={problem} />
      </div>
      <RowRemedies changes={changes} onRegister={() => setRegistering(true)} totals={totals} />
      <RegisterDialog
        changes={changes}
        importId={importId}
        onClose={() => setRegistering(false)}
        opened={isRegistering}
      />
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

type Totals = ImportPreview["totals"];

type ProblemSelectProps = {
  counts: Totals["problemCounts"];
  value: RowProblem["code"] | null;
  onChange: (problem: RowProblem["code"] | null) => void;
};

/** The problems that the file has, with how many rows have each. */
function ProblemSelect({ counts, value, onChange }: ProblemSelectProps) {
  const t = useTranslations("billImport");
  const found = Object.entries(counts) as [RowProblem["code"], number][];
  if (found.length === 0) return null;
  return (
    <Select
      aria-label={t("problemFilter.label")}
      clearable
      data={found.map(([code, count]) => ({
        value: code,
        label: t("problemFilter.count", { name: t(`problemName.${code}`), count }),
      }))}
      onChange={(code) => onChange(code as RowProblem["code"] | null)}
      placeholder={t("problemFilter.all")}
      value={value}
    />
  );
}

type RowRemediesProps = { totals: Totals; changes: ImportChanges; onRegister: () => void };

/** What can be done about many rows at once. */
function RowRemedies({ totals, changes, onRegister }: RowRemediesProps) {
  const t = useTranslations("billImport");
  const { errorCount, problemCounts } = totals;
  if (errorCount === 0) return null;
  return (
    <Group gap="xs">
      {problemCounts.UNKNOWN_CUSTOMER ? (
        <Button onClick={onRegister} variant="light">
          {t("register.action")}
        </Button>
      ) : null}
      {problemCounts.DUPLICATE_CUSTOMER ? (
        <Button
          loading={changes.isChanging}
          onClick={() => changes.resolveDuplicates({ sum: "all" })}
          variant="light"
        >
          {t("duplicates.sumAll")}
        </Button>
      ) : null}
      <Button
        loading={changes.isChanging}
        onClick={() => changes.skip({ rows: "errors", skipped: true })}
        variant="default"
      >
        {t("rows.skipErrors", { count: errorCount })}
      </Button>
    </Group>
  );
}
