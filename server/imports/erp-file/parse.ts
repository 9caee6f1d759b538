import { setImmediate as nextTurn } from "node:timers/promises";
import { createChunkDecoder, sliceChunks } from "./decode.ts";
import { assertSize, looksLikeWorkbook } from "./file-format.ts";
import type { FileDelimiter, FileEncoding } from "./mapping.schema.ts";
import { type RawRow, RowReader } from "./row-reader.ts";
import { readSheet } from "./xlsx/sheet-reader.ts";
import { openWorkbook } from "./xlsx/workbook.ts";

const DEFAULT_BATCH_ROWS = 1_000;

type ReadRowsOptions = {
  encoding: FileEncoding;
  delimiter: FileDelimiter;
  /** Of a workbook: which sheet. */
  sheet?: string | undefined;
  /** Rows up to and including this line (title rows and header) are left out. */
  afterLineNo?: number;
  batchRows?: number;
};

/**
 * The file's rows in batches, in the file's order, blank rows left out. Memory holds one batch and one chunk,
 * so a stream of any length is read as cheaply as bytes at hand; between chunks other work gets its turn.
 * A workbook is known by its bytes, so it can't come as a stream (its table of contents stands at the end).
 *
 * @throws DomainError IMPORT_TOO_LARGE, IMPORT_QUOTE_UNCLOSED, IMPORT_ROW_TOO_LONG, IMPORT_TOO_MANY_COLUMNS; for a
 *   workbook as readSheet
 */
export async function* readRows(
  source: Uint8Array | AsyncIterable<Uint8Array>,
  options: ReadRowsOptions,
): AsyncGenerator<RawRow[]> {
  const { afterLineNo = 0, batchRows = DEFAULT_BATCH_ROWS } = options;
  let batch: RawRow[] = [];
  const isWorkbook = source instanceof Uint8Array && looksLikeWorkbook(source);
  const chunks = isWorkbook ? readWorkbookRows(source, options.sheet) : readChunks(source, options);
  for await (const rows of chunks) {
    for (const row of rows) {
      if (row.lineNo <= afterLineNo) continue;
      batch.push(row);
      if (batch.length < batchRows) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Without a sheet's name: the first one. */
async function* readWorkbookRows(bytes: Uint8Array, sheet: string | undefined): AsyncGenerator<RawRow[]> {
  const workbook = await openWorkbook(bytes);
  yield* readSheet(workbook, sheet ?? workbook.sheets[0]?.name ?? "");
}

async function* readChunks(
  source: Uint8Array | AsyncIterable<Uint8Array>,
  options: ReadRowsOptions,
): AsyncGenerator<RawRow[]> {
  const decoder = createChunkDecoder(options.encoding);
  const reader = new RowReader(options.delimiter);
  let sizeBytes = 0;
  for await (const bytes of source instanceof Uint8Array ? [source] : source) {
    sizeBytes += bytes.length;
    assertSize(sizeBytes);
    for (const chunk of sliceChunks(bytes)) {
      yield reader.push(decoder.write(chunk));
      await nextTurn();
    }
  }
  yield reader.push(decoder.end());
  yield reader.end();
}
