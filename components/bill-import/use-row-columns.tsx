import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { Money } from "#components/ui/money.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./bill-import.module.css";
import type { ImportPreview, ImportRow } from "./bill-import.types.ts";
import { CellFix } from "./cell-fix.tsx";
import { RowProblems } from "./row-problems.tsx";
import type { ImportChanges } from "./use-import-changes.ts";

export function useRowColumns(preview: ImportPreview, changes: ImportChanges): DataListColumn<ImportRow>[] {
  const t = useTranslations("billImport.rows");
  return [
    {
      id: "line",
      header: t("line"),
      width: "64px",
      align: "end",
      cell: ({ lineNo }) => <span className={styles.faint}>{lineNo}</span>,
    },
    { id: "store", header: t("store"), card: "title", cell: (row) => <Customer row={row} /> },
    {
      id: "amount",
      header: t("amount"),
      align: "end",
      width: "190px",
      card: "figure",
      cell: (row) => <Amount row={row} />,
    },
    {
      id: "previous",
      header: t("previous"),
      align: "end",
      width: "150px",
      cell: (row) => <Previous row={row} />,
    },
    {
      id: "problems",
      header: t("problems"),
      width: "34%",
      cell: (row) => <RowProblems changes={changes} preview={preview} row={row} />,
    },
    {
      id: "action",
      header: t("action"),
      align: "end",
      width: "150px",
      cell: (row) => (
        <span className={styles.stackedEnd}>
          <SkipToggle changes={changes} row={row} />
          {row.skipped ? null : <CellFix changes={changes} preview={preview} row={row} />}
        </span>
      ),
    },
  ];
}

/** The store that was found, else what the file says. */
function Customer({ row }: { row: ImportRow }) {
  const t = useTranslations("billImport.rows");
  if (row.disposition === "FOOTER") {
    return (
      <span className={styles.stacked}>
        <span>{t("footer")}</span>
        <span className={styles.small}>{row.cells.filter((cell) => cell.trim() !== "").join(" · ")}</span>
      </span>
    );
  }
  return (
    <span className={styles.stacked} title={t("raw", { cells: row.cells.join(" | ") })}>
      <span>{row.storeName ?? row.customerName ?? row.customerCode ?? row.businessNumber ?? "–"}</span>
      <span className={styles.small}>{row.knownCode ?? row.customerCode}</span>
    </span>
  );
}

function Amount({ row }: { row: ImportRow }) {
  const format = useFormat();
  if (row.amountWon === null) return <span className={styles.faint}>–</span>;
  const { periodStartOn, periodEndOn } = row;
  return (
    <span className={styles.stackedEnd}>
      <Money amountWon={row.mergedWon ?? row.amountWon} />
      {periodStartOn && periodEndOn ? (
        <span className={styles.small}>{format.period(periodStartOn, periodEndOn)}</span>
      ) : null}
    </span>
  );
}

/** The active bill that an issue would end. */
function Previous({ row }: { row: ImportRow }) {
  const t = useTranslations("billImport.rows");
  if (row.activeBillWon === null) return <span className={styles.faint}>–</span>;
  const willExpire = row.disposition === "BILL" && !row.skipped && !row.hasError;
  return (
    <span className={styles.stackedEnd}>
      <Money amountWon={row.activeBillWon} />
      {willExpire ? <span className={styles.small}>{t("expires")}</span> : null}
    </span>
  );
}

function SkipToggle({ row, changes }: { row: ImportRow; changes: ImportChanges }) {
  const t = useTranslations("billImport.rows");
  if (row.disposition === "FOOTER") return null;
  if (row.disposition === "SKIP" && !row.hasError && !row.skipped) {
    return <StatusBadge>{t("notBilled")}</StatusBadge>;
  }
  return (
    <Button
      disabled={changes.isChanging}
      onClick={() => changes.skip({ rows: [row.lineNo], skipped: !row.skipped })}
      size="xs"
      variant={row.skipped ? "light" : "default"}
    >
      {t(row.skipped ? "unskip" : "skip")}
    </Button>
  );
}
