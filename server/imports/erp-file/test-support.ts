import { readFileSync } from "node:fs";
import { type InterpretedRow, interpretRow, type RowDefaults } from "./interpret.ts";
import { type FileLayout, type LayoutOverrides, readLayout } from "./layout.ts";
import type { ColumnMapping } from "./mapping.schema.ts";
import { readRows } from "./parse.ts";
import type { RawRow } from "./row-reader.ts";

export function readFixture(name: string): Uint8Array {
  return readFileSync(new URL(`../../../e2e/fixtures/erp/${name}`, import.meta.url));
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export async function collectRows(...args: Parameters<typeof readRows>): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of readRows(...args)) rows.push(...batch);
  return rows;
}

export type ReadFile = { layout: FileLayout; rows: InterpretedRow[] };

/** The whole way from bytes to interpreted rows, under the proposed mapping or the one given. */
export async function readFile(
  bytes: Uint8Array,
  options: LayoutOverrides & { mapping?: ColumnMapping; defaults?: RowDefaults } = {},
): Promise<ReadFile> {
  const layout = await readLayout(bytes, options);
  const { encoding, delimiter, headerLineNo } = layout;
  const sheet = layout.sheet ?? undefined;
  const raw = await collectRows(bytes, { encoding, delimiter, sheet, afterLineNo: headerLineNo });
  return {
    layout,
    rows: raw.map((row) => interpretRow(row, options.mapping ?? layout.mapping, options.defaults)),
  };
}

export function sumWon(rows: readonly InterpretedRow[]): bigint {
  return rows.reduce((sum, row) => sum + (row.amountWon ?? 0n), 0n);
}
