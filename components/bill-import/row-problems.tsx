import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./bill-import.module.css";
import type { ImportPreview, ImportRow, RowProblem } from "./bill-import.types.ts";
import { CellFix } from "./cell-fix.tsx";
import { useColumnName } from "./use-column-name.ts";
import type { ImportChanges } from "./use-import-changes.ts";

type RowProblemsProps = { row: ImportRow; preview: ImportPreview; changes: ImportChanges };

/** What is wrong with a row, in whole sentences: which column, which value, what to do; and what was done. */
export function RowProblems({ row, preview, changes }: RowProblemsProps) {
  const t = useTranslations("billImport.rows");
  if (row.skipped) return <StatusBadge>{t("skipped")}</StatusBadge>;
  const isPlain = row.problems.length === 0 && row.edits.length === 0 && !row.summed;
  if (isPlain) {
    return row.disposition === "BILL" ? <span className={styles.small}>{t("ready")}</span> : null;
  }
  return (
    <ul className={styles.problems}>
      {row.problems.map((problem) => (
        <li className={styles[problem.severity]} key={`${problem.code} ${problem.column}`}>
          {problem.severity === "note" ? null : <Icon name="alert" size={16} />}
          <span>
            <ProblemText preview={preview} problem={problem} row={row} />{" "}
            <ProblemRemedy changes={changes} preview={preview} problem={problem} row={row} />
          </span>
        </li>
      ))}
      <Merged changes={changes} row={row} />
      <Edits preview={preview} row={row} />
    </ul>
  );
}

type ProblemTextProps = { problem: RowProblem; row: ImportRow; preview: ImportPreview };

function ProblemText({ problem, row, preview }: ProblemTextProps) {
  const t = useTranslations("billImport.problem");
  const nameOf = useColumnName(preview);
  const { column, value } = problem;
  const name = column === undefined ? null : nameOf(column);
  return (
    <span>
      {name === null ? null : value ? t("at", { column: name, value }) : t("atColumn", { column: name })}
      {t(problem.code, { lineNo: String(problem.lineNo ?? row.lineNo), known: problem.known ?? "–" })}
    </span>
  );
}

/** What can be done about it right here. */
function ProblemRemedy({ problem, row, preview, changes }: ProblemTextProps & { changes: ImportChanges }) {
  const t = useTranslations("billImport.duplicates");
  if (problem.code === "DUPLICATE_CUSTOMER") {
    const { lineNo } = row;
    return (
      <span className={styles.remedies}>
        <Button
          disabled={changes.isChanging}
          onClick={() => changes.resolveDuplicates({ pick: lineNo })}
          size="compact-xs"
          variant="light"
        >
          {t("pick")}
        </Button>
        <Button
          disabled={changes.isChanging}
          onClick={() => changes.resolveDuplicates({ sum: lineNo })}
          size="compact-xs"
          variant="light"
        >
          {t("sum")}
        </Button>
      </span>
    );
  }
  if (problem.column === undefined || problem.severity === "note") return null;
  return <CellFix changes={changes} column={problem.column} preview={preview} row={row} />;
}

function Merged({ row, changes }: { row: ImportRow; changes: ImportChanges }) {
  const t = useTranslations("billImport");
  const format = useFormat();
  if (row.mergedWon === null && row.mergedInto === null) return null;
  return (
    <li>
      <span>
        {row.mergedWon === null
          ? t("rows.mergedInto", { lineNo: String(row.mergedInto) })
          : t("rows.mergedHere", { amount: format.won(row.mergedWon) })}{" "}
        <Button
          disabled={changes.isChanging}
          onClick={() => changes.resolveDuplicates({ apart: row.lineNo })}
          size="compact-xs"
          variant="subtle"
        >
          {t("duplicates.apart")}
        </Button>
      </span>
    </li>
  );
}

function Edits({ row, preview }: { row: ImportRow; preview: ImportPreview }) {
  const t = useTranslations("billImport");
  const nameOf = useColumnName(preview);
  return row.edits.map(({ column, value }) => (
    <li className={styles.edit} key={column}>
      {t("rows.edited", {
        column: nameOf(column),
        from: row.cells[column]?.trim() || t("fix.empty"),
        to: value.trim() || t("fix.empty"),
      })}
    </li>
  ));
}
