import type { BillImportStatus } from "#prisma/generated/enums.ts";
import type { Tx } from "#server/platform/db.ts";
import type { ColumnMapping, FileDelimiter, FileEncoding } from "./erp-file/mapping.schema.ts";
import type { ImportDefaults } from "./import.schema.ts";

/** A column of the file, for the clerk to choose by. */
export interface ImportColumn {
  name: string;
  /** A few values as they stand in the file. */
  samples: string[];
  isMoney: boolean;
  /** Of a money column: the digits of its sum over all customers' rows, whether they will be billed or not. */
  sumWon: string | null;
}

/** How a file is read. */
export interface Reading {
  encoding: FileEncoding;
  delimiter: FileDelimiter;
  headerLineNo: number;
  columns: ImportColumn[];
  /** While no amount or no customer column is known, nothing can be billed. */
  mapping: ColumnMapping;
  defaults: ImportDefaults;
  /** Of a workbook: the sheet that is read, and all that hold cells. Null, and none, of a text file. */
  sheet?: string | null;
  sheetNames?: string[];
}

/** Where a mapping comes from: the file's own headings, an earlier file of the same shape, or the clerk's hand. */
export type MappingSource = "PROPOSED" | "REMEMBERED" | "CHOSEN";

export interface MappedReading extends Reading {
  shape: string;
  mappingSource: MappingSource;
}

export interface ImportRow extends Omit<MappedReading, "shape"> {
  sheet: string | null;
  sheetNames: string[];
  /** Null of an import from before shapes were kept. */
  shape: string | null;
  importId: string;
  fileName: string;
  fileSha256: string;
  status: BillImportStatus;
  version: number;
  createdAt: Date;
}

export async function insertImport(
  tx: Tx,
  file: { distributorId: string; createdBy: string; fileName: string; sha256: string; bytes: Uint8Array },
  reading: MappedReading,
): Promise<string> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO bill_import
      (distributor_id, created_by, file_name, file_sha256, file_content, encoding, delimiter, header_line_no,
       columns, mapping, defaults, shape, mapping_source, sheet, sheet_names)
    VALUES (${file.distributorId}::uuid, ${file.createdBy}::uuid, ${file.fileName}, ${file.sha256}, ${file.bytes},
            ${reading.encoding}, ${reading.delimiter}, ${reading.headerLineNo}, ${JSON.stringify(reading.columns)}::jsonb,
            ${JSON.stringify(reading.mapping)}::jsonb, ${JSON.stringify(reading.defaults)}::jsonb, ${reading.shape},
            ${reading.mappingSource}, ${reading.sheet ?? null}, ${JSON.stringify(reading.sheetNames ?? [])}::jsonb)
    RETURNING id`;
  if (!row) throw new Error("the import was not inserted");
  return row.id;
}

/** Keeps how the file is read now. */
export async function updateReading(tx: Tx, importId: string, reading: MappedReading): Promise<void> {
  await tx.$executeRaw`
    UPDATE bill_import i
    SET encoding = ${reading.encoding}, delimiter = ${reading.delimiter}, header_line_no = ${reading.headerLineNo},
        columns = ${JSON.stringify(reading.columns)}::jsonb, mapping = ${JSON.stringify(reading.mapping)}::jsonb,
        defaults = ${JSON.stringify(reading.defaults)}::jsonb, shape = ${reading.shape},
        mapping_source = ${reading.mappingSource}, sheet = ${reading.sheet ?? null},
        sheet_names = ${JSON.stringify(reading.sheetNames ?? [])}::jsonb
    WHERE i.id = ${importId}::uuid`;
}

/** What would be billed has changed: an issue that names the old version is refused from now on. */
export async function raiseVersion(tx: Tx, importId: string): Promise<void> {
  await tx.$executeRaw`UPDATE bill_import i SET version = i.version + 1 WHERE i.id = ${importId}::uuid`;
}

export async function findImport(tx: Tx, distributorId: string, importId: string): Promise<ImportRow | null> {
  const [row] = await tx.$queryRaw<ImportRow[]>`
    SELECT i.id AS "importId", i.file_name AS "fileName", i.file_sha256 AS "fileSha256", i.status::text AS status,
           i.version, i.created_at AS "createdAt", i.encoding, i.delimiter, i.header_line_no AS "headerLineNo",
           i.columns, i.mapping, i.defaults, i.shape, i.mapping_source AS "mappingSource", i.sheet,
           i.sheet_names AS "sheetNames"
    FROM bill_import i WHERE i.id = ${importId}::uuid AND i.distributor_id = ${distributorId}::uuid`;
  return row ?? null;
}

/** Locks the import, so that all changes and the issue of it follow one another. False: not this distributor's. */
export async function lockImport(tx: Tx, distributorId: string, importId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT i.id FROM bill_import i
    WHERE i.id = ${importId}::uuid AND i.distributor_id = ${distributorId}::uuid FOR UPDATE`;
  return rows.length === 1;
}

export async function readContent(tx: Tx, importId: string): Promise<Uint8Array> {
  const [row] = await tx.$queryRaw<{ content: Uint8Array }[]>`
    SELECT i.file_content AS content FROM bill_import i WHERE i.id = ${importId}::uuid`;
  if (!row) throw new Error("the import vanished under its lock");
  return row.content;
}

export async function markIssued(tx: Tx, importId: string): Promise<void> {
  await tx.$executeRaw`UPDATE bill_import i SET status = 'ISSUED' WHERE i.id = ${importId}::uuid`;
}

/** The file's content goes too: nobody needs a list of customers that was thrown away. */
export async function markDiscarded(tx: Tx, importId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE bill_import i SET status = 'DISCARDED', file_content = '' WHERE i.id = ${importId}::uuid`;
}

/** When the same bytes were last issued by this distributor. */
export async function findSameFileIssue(
  tx: Tx,
  distributorId: string,
  file: { importId: string; fileSha256: string },
): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ issuedAt: Date | null }[]>`
    SELECT max(b.issued_at) AS "issuedAt"
    FROM bill_import i JOIN bill_batch b ON b.bill_import_id = i.id
    WHERE i.distributor_id = ${distributorId}::uuid AND i.file_sha256 = ${file.fileSha256}
      AND i.id <> ${file.importId}::uuid`;
  return row?.issuedAt ?? null;
}

export interface ImportListRow {
  importId: string;
  fileName: string;
  status: BillImportStatus;
  createdAt: Date;
  createdByName: string;
  billBatchId: string | null;
  issuedAt: Date | null;
  billCount: number | null;
  totalWon: bigint | null;
}

/** Imports that are under way or issued, newest first; `limit` + 1 rows. */
export function listImports(
  tx: Tx,
  distributorId: string,
  page: { cursor?: string | null | undefined; limit: number },
): Promise<ImportListRow[]> {
  const cursor = page.cursor ?? null;
  return tx.$queryRaw`
    SELECT i.id AS "importId", i.file_name AS "fileName", i.status::text AS status, i.created_at AS "createdAt",
           u.name AS "createdByName", b.id AS "billBatchId", b.issued_at AS "issuedAt", b.bill_count AS "billCount",
           b.total_won AS "totalWon"
    FROM bill_import i
    JOIN app_user u ON u.id = i.created_by
    LEFT JOIN bill_batch b ON b.bill_import_id = i.id
    WHERE i.distributor_id = ${distributorId}::uuid AND i.status <> 'DISCARDED'
      AND (${cursor}::uuid IS NULL OR i.id < ${cursor}::uuid)
    ORDER BY i.id DESC LIMIT ${page.limit + 1}`;
}
