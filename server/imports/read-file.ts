import { type FileLayout, type LayoutOverrides, readLayout } from "./erp-file/layout.ts";
import type { ColumnMapping } from "./erp-file/mapping.schema.ts";
import { normaliseText } from "./erp-file/values.ts";
import type { ImportColumn, Reading } from "./import.repository.ts";
import type { ImportDefaults } from "./import.schema.ts";
import { storableText } from "./staged-row.ts";

const SAMPLES = 3;
const SAMPLE_LENGTH = 40;

/**
 * How a file will be read: by its own head, and by what the clerk knows better. The period in a title row counts for
 * every row that names none.
 *
 * @throws DomainError as readLayout
 */
export async function readFile(
  bytes: Uint8Array,
  choice: {
    layout?: LayoutOverrides | undefined;
    mapping?: ColumnMapping | undefined;
    defaults?: ImportDefaults | undefined;
  } = {},
): Promise<Reading> {
  const layout = await readLayout(bytes, choice.layout);
  return {
    encoding: layout.encoding,
    delimiter: layout.delimiter,
    headerLineNo: layout.headerLineNo,
    sheet: layout.sheet,
    sheetNames: layout.sheetNames,
    columns: layout.columns.map((name, index) => describeColumn(layout, name, index)),
    mapping: choice.mapping ?? layout.mapping,
    defaults: choice.defaults ?? {
      periodStartOn: layout.titlePeriod?.startOn ?? null,
      periodEndOn: layout.titlePeriod?.endOn ?? null,
      dueOn: null,
      memo: null,
    },
  };
}

function describeColumn(layout: FileLayout, name: string, index: number): ImportColumn {
  const values = layout.sampleRows.map((row) =>
    normaliseText(row.cells[index] ?? "").slice(0, SAMPLE_LENGTH),
  );
  const samples = [...new Set(values)].filter((value) => value !== "").slice(0, SAMPLES);
  return {
    name: storableText(name) ?? "",
    samples: samples.map((sample) => storableText(sample) ?? ""),
    isMoney: layout.moneyColumns.includes(index),
    sumWon: null,
  };
}
