import type { Tx } from "#server/platform/db.ts";
import { interpretRow } from "./erp-file/interpret.ts";
import { readRows } from "./erp-file/parse.ts";
import { parseWon } from "./erp-file/values.ts";
import type { Reading } from "./import.repository.ts";
import { toStagedRow } from "./staged-row.ts";
import * as staging from "./staging.repository.ts";

const BATCH_ROWS = 2_000;

/** Reading and judging a file of the largest size, on a slow machine. */
export const STAGING_TIMEOUT_MS = 120_000;

/**
 * Reads a file into the staging table, finds each row's trade relationship and what is wrong with it.
 * Returns the reading with the sums of its money columns.
 *
 * @throws DomainError as readRows
 */
export async function stageRows(
  tx: Tx,
  place: staging.Staging,
  bytes: Uint8Array,
  reading: Reading,
): Promise<Reading> {
  const sums = new Map(reading.columns.flatMap((column, i) => (column.isMoney ? [[i, 0n]] : [])));
  const { encoding, delimiter, headerLineNo: afterLineNo } = reading;
  for await (const batch of readRows(bytes, { encoding, delimiter, afterLineNo, batchRows: BATCH_ROWS })) {
    const rows = batch.map((raw) =>
      toStagedRow(interpretRow(raw, reading.mapping, reading.defaults), raw.cells),
    );
    for (const row of rows) if (row.disposition !== "FOOTER") addUp(sums, row.cells);
    await staging.insertRows(tx, place, rows);
  }
  await staging.matchByName(tx, place);
  await staging.reportMatches(tx, place, reading.mapping);
  await staging.reportDuplicates(tx, place.importId);
  const columns = reading.columns.map((column, i) => ({
    ...column,
    sumWon: sums.get(i)?.toString() ?? null,
  }));
  return { ...reading, columns };
}

function addUp(sums: Map<number, bigint>, cells: string[]): void {
  for (const [index, sumWon] of sums) {
    const parsed = parseWon(cells[index] ?? "");
    if (parsed.ok) sums.set(index, sumWon + parsed.amountWon);
  }
}
