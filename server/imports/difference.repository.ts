import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import type { DifferenceKind, ListDifferenceInput } from "./import.schema.ts";
import { isBilled } from "./judging.repository.ts";

export interface PreviousBatch {
  billBatchId: string;
  fileName: string;
  issuedAt: Date;
}

/** What an import is compared with: the last batch from a file of the same shape, else the last one of any. */
export async function findPreviousBatch(
  tx: Tx,
  distributorId: string,
  importId: string,
): Promise<PreviousBatch | null> {
  const [row] = await tx.$queryRaw<PreviousBatch[]>`
    SELECT b.id AS "billBatchId", i.file_name AS "fileName", b.issued_at AS "issuedAt"
    FROM bill_batch b
    JOIN bill_import i ON i.id = b.bill_import_id
    JOIN bill_import own ON own.id = ${importId}::uuid AND own.distributor_id = b.distributor_id
    WHERE b.distributor_id = ${distributorId}::uuid AND b.bill_import_id <> own.id AND b.taken_back_at IS NULL
    ORDER BY i.shape IS NOT DISTINCT FROM own.shape DESC, b.id DESC LIMIT 1`;
  return row ?? null;
}

/** won: of the previous batch; now: of this import. Cancelled bills of the previous batch do not count. */
const compared = (importId: string, billBatchId: string) => Prisma.sql`
  (SELECT r.trade_relationship_id, coalesce(r.merged_won, r.amount_won) AS now_won FROM bill_import_row r
   WHERE r.bill_import_id = ${importId}::uuid AND ${isBilled}) current
  FULL JOIN (SELECT l.trade_relationship_id, l.amount_won AS previous_won FROM bill l
             WHERE l.bill_batch_id = ${billBatchId}::uuid AND l.status <> 'CANCELED') previous
    USING (trade_relationship_id)`;

const kinds: Record<DifferenceKind, Prisma.Sql> = {
  changed: Prisma.sql`now_won <> previous_won`,
  added: Prisma.sql`previous_won IS NULL`,
  missing: Prisma.sql`now_won IS NULL`,
};

export type DifferenceCounts = Record<DifferenceKind | "same", number>;

export async function countDifference(
  tx: Tx,
  importId: string,
  billBatchId: string,
): Promise<DifferenceCounts> {
  const [row] = await tx.$queryRaw<DifferenceCounts[]>`
    SELECT count(*) FILTER (WHERE ${kinds.changed})::int AS changed,
           count(*) FILTER (WHERE ${kinds.added})::int AS added,
           count(*) FILTER (WHERE ${kinds.missing})::int AS missing,
           count(*) FILTER (WHERE now_won = previous_won)::int AS same
    FROM ${compared(importId, billBatchId)}`;
  if (!row) throw new Error("nothing was counted");
  return row;
}

export interface DifferenceRow {
  tradeRelationshipId: string;
  customerCode: string;
  storeName: string;
  previousWon: bigint | null;
  nowWon: bigint | null;
}

/** One page by customer code; `limit` + 1 rows. */
export function listDifference(
  tx: Tx,
  billBatchId: string,
  input: ListDifferenceInput,
): Promise<DifferenceRow[]> {
  return tx.$queryRaw`
    SELECT t.id AS "tradeRelationshipId", t.customer_code AS "customerCode", s.name AS "storeName",
           previous_won AS "previousWon", now_won AS "nowWon"
    FROM ${compared(input.importId, billBatchId)}
    JOIN trade_relationship t ON t.id = trade_relationship_id
    JOIN store s ON s.id = t.store_id
    WHERE ${kinds[input.kind]} AND t.customer_code > ${input.cursor ?? ""}
    ORDER BY t.customer_code LIMIT ${input.limit + 1}`;
}
