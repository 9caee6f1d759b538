import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import type { ExportEntry } from "./export.rules.ts";
import type { ExportFileType, ExportFormat } from "./export.schema.ts";

/** Exports of one distributor run one after the other, until the transaction ends. */
export async function lockExports(tx: Tx, distributorId: string): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('erp_export:' || ${distributorId}, 0))`;
}

/**
 * Takes up to `limit` entries off the list of what awaits an export, the first recorded first, and returns them in the
 * order of the transfers. Whoever takes one has it: another transaction finds it gone.
 */
export function takePending(tx: Tx, distributorId: string, limit: number): Promise<ExportEntry[]> {
  return tx.$queryRaw`
    WITH taken AS (
      DELETE FROM erp_export_pending p
      USING (
        SELECT entry_id FROM erp_export_pending WHERE distributor_id = ${distributorId}::uuid
        ORDER BY entry_id LIMIT ${limit} FOR UPDATE
      ) c
      WHERE p.distributor_id = ${distributorId}::uuid AND p.entry_id = c.entry_id
      RETURNING p.entry_id, p.kind
    ), e AS (
      SELECT t.entry_id AS id, t.kind, t.entry_id AS payment_id, p.traded_at, p.deposit_id
      FROM taken t JOIN payment p ON p.id = t.entry_id WHERE t.kind = 'PAYMENT'
      UNION ALL
      SELECT t.entry_id, t.kind, r.payment_id, r.traded_at, r.deposit_id
      FROM taken t JOIN payment_reversal r ON r.id = t.entry_id WHERE t.kind = 'REVERSAL'
    )
    SELECT e.id, e.kind, p.amount_won AS "amountWon", e.traded_at AS "tradedAt", t.customer_code AS "customerCode",
           st.name AS "storeName", st.business_number AS "businessNumber", p.depositor_name AS "depositorName",
           d.bank_code AS "bankCode", d.account_number AS "accountNumber", d.transaction_id AS "transactionId",
           b.issued_at AS "billIssuedAt"
    FROM e
    JOIN payment_with_bill p ON p.id = e.payment_id
    JOIN deposit d ON d.id = e.deposit_id
    JOIN trade_relationship t ON t.id = p.trade_relationship_id
    JOIN store st ON st.id = p.store_id
    LEFT JOIN bill b ON b.id = p.bill_id
    ORDER BY e.traded_at, e.id`;
}

export interface NewExport {
  distributorId: string;
  createdBy: string;
  format: ExportFormat;
  csv: Uint8Array;
  xlsx: Uint8Array;
}

/** Stores a file and what is in it; the database takes each payment and each reversal once. */
export async function insertExport(
  tx: Tx,
  file: NewExport,
  entries: ExportEntry[],
): Promise<{ erpExportId: string; number: number }> {
  const { distributorId, createdBy, format } = file;
  const [row] = await tx.$queryRaw<{ erpExportId: string; number: number }[]>`
    INSERT INTO erp_export
      (distributor_id, number, created_by, columns, bank_account_code, entry_count, csv_content, xlsx_content)
    SELECT ${distributorId}::uuid, coalesce(max(number), 0) + 1, ${createdBy}::uuid,
           ${JSON.stringify(format.columns)}::jsonb, ${format.bankAccountCode}, ${entries.length}, ${file.csv},
           ${file.xlsx}
    FROM erp_export WHERE distributor_id = ${distributorId}::uuid
    RETURNING id AS "erpExportId", number`;
  if (!row) throw new Error("the export was not stored");
  await tx.$executeRaw`
    INSERT INTO erp_export_item (erp_export_id, distributor_id, payment_id, payment_reversal_id, amount_won)
    SELECT ${row.erpExportId}::uuid, ${distributorId}::uuid, CASE WHEN e.kind = 'PAYMENT' THEN e.id END,
           CASE WHEN e.kind = 'REVERSAL' THEN e.id END, e.amount_won
    FROM unnest(${entries.map(({ id }) => id)}::uuid[], ${entries.map(({ kind }) => kind)}::text[],
                ${entries.map(({ amountWon }) => amountWon)}::bigint[]) AS e (id, kind, amount_won)`;
  return row;
}

/** How many payments and reversals no file holds yet. */
export async function countPending(
  tx: Tx,
  distributorId: string,
): Promise<{ paymentCount: number; reversalCount: number }> {
  const [row] = await tx.$queryRaw<{ paymentCount: number; reversalCount: number }[]>`
    SELECT count(*) FILTER (WHERE kind = 'PAYMENT')::int AS "paymentCount",
           count(*) FILTER (WHERE kind = 'REVERSAL')::int AS "reversalCount"
    FROM erp_export_pending WHERE distributor_id = ${distributorId}::uuid`;
  return row ?? { paymentCount: 0, reversalCount: 0 };
}

export interface ListedExport {
  erpExportId: string;
  number: number;
  createdAt: Date;
  createdByName: string;
  entryCount: number;
}

/** The distributor's exports, newest first; one row more than `limit`. */
export function listExports(
  tx: Tx,
  distributorId: string,
  page: { cursor?: number | null | undefined; limit: number },
): Promise<ListedExport[]> {
  const after = page.cursor ? Prisma.sql`AND e.number < ${page.cursor}` : Prisma.empty;
  return tx.$queryRaw`
    SELECT e.id AS "erpExportId", e.number, e.created_at AS "createdAt", u.name AS "createdByName",
           e.entry_count AS "entryCount"
    FROM erp_export e JOIN app_user u ON u.id = e.created_by
    WHERE e.distributor_id = ${distributorId}::uuid ${after}
    ORDER BY e.number DESC LIMIT ${page.limit + 1}`;
}

/** The bytes of a file as they were made; null: there is none, or it is another distributor's. */
export async function findExportFile(
  tx: Tx,
  distributorId: string,
  erpExportId: string,
  fileType: ExportFileType,
): Promise<{ number: number; createdOn: string; content: Uint8Array } | null> {
  const column = fileType === "csv" ? Prisma.sql`e.csv_content` : Prisma.sql`e.xlsx_content`;
  const [row] = await tx.$queryRaw<{ number: number; createdOn: string; content: Uint8Array }[]>`
    SELECT e.number, (e.created_at AT TIME ZONE 'Asia/Seoul')::date::text AS "createdOn", ${column} AS content
    FROM erp_export e
    WHERE e.id = ${erpExportId}::uuid AND e.distributor_id = ${distributorId}::uuid`;
  return row ?? null;
}

/** As stored; null: the distributor has never set one. */
export async function findFormat(
  tx: Tx,
  distributorId: string,
): Promise<{ columns: unknown; bankAccountCode: string } | null> {
  const [row] = await tx.$queryRaw<{ columns: unknown; bankAccountCode: string }[]>`
    SELECT f.columns, f.bank_account_code AS "bankAccountCode"
    FROM erp_export_format f WHERE f.distributor_id = ${distributorId}::uuid`;
  return row ?? null;
}

export async function saveFormat(
  tx: Tx,
  distributorId: string,
  userId: string,
  format: ExportFormat,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO erp_export_format (distributor_id, columns, bank_account_code, updated_by)
    VALUES (${distributorId}::uuid, ${JSON.stringify(format.columns)}::jsonb, ${format.bankAccountCode},
            ${userId}::uuid)
    ON CONFLICT (distributor_id) DO UPDATE
      SET (columns, bank_account_code, updated_by, updated_at)
        = (EXCLUDED.columns, EXCLUDED.bank_account_code, EXCLUDED.updated_by, sunap_now())`;
}
