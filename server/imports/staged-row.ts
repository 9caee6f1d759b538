import type { InterpretedRow } from "./erp-file/interpret.ts";

/** A row as it is kept: its meaning, and its cells as they stand in the file. */
export type StagedRow = Omit<InterpretedRow, "disposition"> & {
  cells: string[];
  disposition: "BILL" | "SKIP" | "FOOTER";
};

const dispositions = { bill: "BILL", skip: "SKIP", footer: "FOOTER" } as const;

export function toStagedRow(row: InterpretedRow, cells: string[]): StagedRow {
  return { ...row, cells, disposition: dispositions[row.disposition] };
}

const NUL = "\u0000";

/** Postgres keeps neither NUL nor half a surrogate pair; both are shown as the sign for what can't be shown. */
export function storableText(text: string | null): string | null {
  return text === null ? null : text.replaceAll(NUL, "\uFFFD").toWellFormed();
}

export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, item) => (typeof item === "string" ? storableText(item) : item));
}
