import type { Tx } from "#server/platform/db.ts";
import { type ColumnMapping, columnMappingSchema } from "./erp-file/mapping.schema.ts";
import { shapeOf } from "./file-shape.ts";
import type { MappedReading, Reading } from "./import.repository.ts";
import { findMapping } from "./mapping-memory.repository.ts";

/** A reading with the columns that this distributor used for such a file before, if it did; else those proposed. */
export async function recallMapping(tx: Tx, distributorId: string, reading: Reading): Promise<MappedReading> {
  const shape = shapeOf(reading.columns.map((column) => column.name));
  const remembered = await findMapping(tx, distributorId, shape);
  const mapping = remembered && usableMapping(remembered.mapping, reading.columns.length);
  return mapping
    ? { ...reading, mapping, shape, mappingSource: "REMEMBERED" }
    : { ...reading, shape, mappingSource: "PROPOSED" };
}

/** Null when it no longer fits, as after a change of what a mapping may say. */
function usableMapping(stored: unknown, columnCount: number): ColumnMapping | null {
  const parsed = columnMappingSchema.safeParse(stored);
  if (!parsed.success) return null;
  const { amountColumns, ...single } = parsed.data;
  const columns = [...amountColumns.map((column) => column.index), ...Object.values(single)];
  return columns.every((index) => index < columnCount) ? parsed.data : null;
}
