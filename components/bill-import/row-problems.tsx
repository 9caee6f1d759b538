import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import styles from "./bill-import.module.css";
import type { ImportPreview, ImportRow, RowProblem } from "./bill-import.types.ts";
import { useColumnName } from "./use-column-name.ts";

/** What is wrong with a row, in whole sentences: which column, which value, what to do. */
export function RowProblems({ row, preview }: { row: ImportRow; preview: ImportPreview }) {
  const t = useTranslations("billImport.rows");
  if (row.skipped) return <StatusBadge>{t("skipped")}</StatusBadge>;
  if (row.problems.length === 0) {
    return row.disposition === "BILL" ? <span className={styles.small}>{t("ready")}</span> : null;
  }
  return (
    <ul className={styles.problems}>
      {row.problems.map((problem) => (
        <li className={styles[problem.severity]} key={`${problem.code} ${problem.column}`}>
          {problem.severity === "note" ? null : <Icon name="alert" size={16} />}
          <ProblemText preview={preview} problem={problem} row={row} />
        </li>
      ))}
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
