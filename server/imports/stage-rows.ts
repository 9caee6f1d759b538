import type { Tx } from "#server/platform/db.ts";
import { type CellEdit, listEdits } from "./edit.repository.ts";
import { interpretRow } from "./erp-file/interpret.ts";
import { readRows } from "./erp-file/parse.ts";
import type { RawRow } from "./erp-file/row-reader.ts";
import { parseWon } from "./erp-file/values.ts";
import type { MappedReading, Reading } from "./import.repository.ts";
import { reportDuplicates, reportUnusual, storesOfLines } from "./judging.repository.ts";
import { matchByName, reportMatches } from "./matching.repository.ts";
import { type Overlay, toOverlay, withEdits } from "./overlay.ts";
import type { Report } from "./progress.ts";
import { type StagedRow, toStagedRow } from "./staged-row.ts";
import * as staging from "./staging.repository.ts";
import { countTotals } from "./totals.repository.ts";

const BATCH_ROWS = 2_000;

/** Reading and judging a file of the largest size, on a slow machine. */
export const STAGING_TIMEOUT_MS = 120_000;

/** What stands beside the file: the clerk's corrections of cells, and choices about lines. */
export interface Decisions {
  edits: readonly CellEdit[];
  choices: readonly staging.LineChoice[];
}

export const undecided: Decisions = { edits: [], choices: [] };

/**
 * Reads a file into the staging table, finds each row's trade relationship and what is wrong with it.
 * Returns the reading with the sums of its money columns, as they stand in the file.
 *
 * @throws DomainError as readRows
 */
export async function stageRows(
  tx: Tx,
  place: staging.Staging,
  bytes: Uint8Array,
  reading: MappedReading,
  { edits, choices }: Decisions,
  report: Report,
): Promise<MappedReading> {
  const overlay = toOverlay(edits);
  const sums = new Map(reading.columns.flatMap((column, i) => (column.isMoney ? [[i, 0n]] : [])));
  const { encoding, delimiter, headerLineNo: afterLineNo, sheet } = reading;
  const options = { encoding, delimiter, afterLineNo, sheet: sheet ?? undefined, batchRows: BATCH_ROWS };
  let rowCount = 0;
  for await (const batch of readRows(bytes, options)) {
    const rows = batch.map((raw) => interpret(raw, overlay, reading));
    for (const row of rows) if (row.disposition !== "FOOTER") addUp(sums, row.cells);
    await staging.insertRows(tx, place, rows);
    rowCount += rows.length;
    report("READING", rowCount);
  }
  await staging.restoreChoices(tx, place.importId, [...choices]);
  report("MATCHING", rowCount);
  await matchByName(tx, place);
  await reportMatches(tx, place, reading.mapping);
  report("JUDGING", rowCount);
  await judgeStores(tx, place, null);
  const columns = reading.columns.map((column, i) => ({
    ...column,
    sumWon: sums.get(i)?.toString() ?? null,
  }));
  return { ...reading, columns };
}

/** Judges a few lines anew, after a cell of theirs was corrected: exactly as if the file had said so. */
export async function restageLines(
  tx: Tx,
  place: staging.Staging,
  lines: readonly number[],
  reading: Pick<Reading, "mapping" | "defaults">,
): Promise<void> {
  const raws = await staging.readRawRows(tx, place.importId, lines);
  const overlay = toOverlay(await listEdits(tx, place.importId));
  const choices = (await staging.listChoices(tx, place.importId)).filter(({ lineNo }) =>
    lines.includes(lineNo),
  );
  const before = await storesOfLines(tx, place.importId, lines);
  await staging.deleteRows(tx, place.importId, lines);
  await staging.insertRows(
    tx,
    place,
    raws.map((raw) => interpret(raw, overlay, reading)),
  );
  await staging.restoreChoices(tx, place.importId, choices);
  await matchByName(tx, place, lines);
  await reportMatches(tx, place, reading.mapping, lines);
  const after = await storesOfLines(tx, place.importId, lines);
  await judgeStores(tx, place, [...new Set([...before, ...after])]);
}

/** What rows say together, and against earlier bills; then the totals. stores null: of all. */
export async function judgeStores(
  tx: Tx,
  place: staging.Staging,
  stores: readonly string[] | null,
): Promise<void> {
  await reportDuplicates(tx, place.importId, stores);
  await reportUnusual(tx, place, stores);
  await countTotals(tx, place.importId);
}

function interpret(raw: RawRow, overlay: Overlay, reading: Pick<Reading, "mapping" | "defaults">): StagedRow {
  return toStagedRow(interpretRow(withEdits(raw, overlay), reading.mapping, reading.defaults), raw.cells);
}

function addUp(sums: Map<number, bigint>, cells: string[]): void {
  for (const [index, sumWon] of sums) {
    const parsed = parseWon(cells[index] ?? "");
    if (parsed.ok) sums.set(index, sumWon + parsed.amountWon);
  }
}
