import { Prisma } from "#prisma/generated/client.ts";
import type { Tx } from "#server/platform/db.ts";
import { isBilled } from "./judging.repository.ts";

/** The rows that will be billed; also the shape that issueBills reads its bills from. */
export function billSource(importId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT r.trade_relationship_id, coalesce(r.merged_won, r.amount_won) AS amount_won, r.period_start_on,
           r.period_end_on, r.due_on, r.memo
    FROM bill_import_row r
    WHERE r.bill_import_id = ${importId}::uuid AND ${isBilled}`;
}

export interface BatchRow {
  billBatchId: string;
  importId: string;
  issuedAt: Date;
  billCount: number;
  totalWon: bigint;
  /** No message leaves before, and until then all of it can be taken back. Null: messages left at once. */
  holdUntil: Date | null;
}

/** The batch of this import, or the one that the key was used for. */
export async function findBatch(
  tx: Tx,
  distributorId: string,
  issue: { importId: string; idempotencyKey: string | null },
): Promise<BatchRow | null> {
  const [row] = await tx.$queryRaw<BatchRow[]>`
    SELECT b.id AS "billBatchId", b.bill_import_id AS "importId", b.issued_at AS "issuedAt",
           b.bill_count AS "billCount", b.total_won AS "totalWon", b.hold_until AS "holdUntil"
    FROM bill_batch b
    WHERE b.distributor_id = ${distributorId}::uuid
      AND (b.bill_import_id = ${issue.importId}::uuid OR b.idempotency_key = ${issue.idempotencyKey}::uuid)
    ORDER BY b.bill_import_id = ${issue.importId}::uuid DESC LIMIT 1`;
  return row ?? null;
}

/** The bills refer to the batch, so it comes first; its instant is known once they are issued (`dateBatch`). */
export async function insertBatch(
  tx: Tx,
  actor: { distributorId: string; userId: string },
  batch: { importId: string; idempotencyKey: string; billCount: number; totalWon: bigint },
): Promise<string> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO bill_batch
      (distributor_id, bill_import_id, idempotency_key, issued_by, issued_at, bill_count, total_won)
    VALUES (${actor.distributorId}::uuid, ${batch.importId}::uuid, ${batch.idempotencyKey}::uuid,
            ${actor.userId}::uuid, sunap_now(), ${batch.billCount}, ${batch.totalWon})
    RETURNING id`;
  if (!row) throw new Error("the batch was not inserted");
  return row.id;
}

/** instant: as issueBills returned it, to the microsecond. */
export async function dateBatch(
  tx: Tx,
  billBatchId: string,
  { instant, holdUntil }: { instant: string; holdUntil: Date | null },
): Promise<Date> {
  const [row] = await tx.$queryRaw<{ issuedAt: Date }[]>`
    UPDATE bill_batch b SET issued_at = ${instant}::timestamptz, hold_until = ${holdUntil}::timestamptz
    WHERE b.id = ${billBatchId}::uuid
    RETURNING b.issued_at AS "issuedAt"`;
  if (!row) throw new Error("the batch vanished");
  return row.issuedAt;
}

export interface LockedBatch {
  holdUntil: Date | null;
  takenBackAt: Date | null;
}

/** Whoever cancels or takes back a batch follows one another. Null: not this distributor's. */
export async function lockBatch(
  tx: Tx,
  distributorId: string,
  billBatchId: string,
): Promise<LockedBatch | null> {
  const [row] = await tx.$queryRaw<LockedBatch[]>`
    SELECT b.hold_until AS "holdUntil", b.taken_back_at AS "takenBackAt" FROM bill_batch b
    WHERE b.id = ${billBatchId}::uuid AND b.distributor_id = ${distributorId}::uuid FOR NO KEY UPDATE`;
  return row ?? null;
}

export async function listActiveBills(tx: Tx, billBatchId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT l.id FROM bill l WHERE l.bill_batch_id = ${billBatchId}::uuid AND l.status = 'ACTIVE'`;
  return rows.map((row) => row.id);
}

/** False, and nothing changes, when the hold is over or one of its messages has been taken up. */
export async function markTakenBack(tx: Tx, billBatchId: string): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE bill_batch b SET taken_back_at = sunap_now()
    WHERE b.id = ${billBatchId}::uuid AND b.hold_until > sunap_now() AND NOT EXISTS (
      SELECT FROM bill l
      JOIN notification n ON n.kind = 'BILL_ISSUED' AND n.event_id = l.id AND n.recipient = 'STORE'
      WHERE l.bill_batch_id = b.id AND n.state <> 'QUEUED')`;
  return count === 1;
}

export interface BatchDetail extends BatchRow {
  takenBackAt: Date | null;
  /** It can still be taken back. */
  onHold: boolean;
  fileName: string;
  issuedByName: string;
  /** Of the batch's bills now. */
  bills: { active: number; expired: number; canceled: number };
  /** The "bill issued" messages; each bill has one. */
  messages: { waiting: number; sent: number; dropped: number; failed: number };
}

export async function findBatchDetail(
  tx: Tx,
  distributorId: string,
  billBatchId: string,
): Promise<BatchDetail | null> {
  const [row] = await tx.$queryRaw<BatchDetail[]>`
    SELECT b.id AS "billBatchId", b.bill_import_id AS "importId", b.issued_at AS "issuedAt",
           b.bill_count AS "billCount", b.total_won AS "totalWon", b.hold_until AS "holdUntil",
           b.taken_back_at AS "takenBackAt", b.hold_until > sunap_now() AND b.taken_back_at IS NULL AS "onHold",
           i.file_name AS "fileName", u.name AS "issuedByName", counted.bills, counted.messages
    FROM bill_batch b
    JOIN bill_import i ON i.id = b.bill_import_id
    JOIN app_user u ON u.id = b.issued_by
    CROSS JOIN LATERAL (
      SELECT jsonb_build_object(
               'active', count(*) FILTER (WHERE l.status = 'ACTIVE'),
               'expired', count(*) FILTER (WHERE l.status = 'EXPIRED'),
               'canceled', count(*) FILTER (WHERE l.status = 'CANCELED')) AS bills,
             jsonb_build_object(
               'waiting', count(*) FILTER (WHERE n.state IN ('QUEUED', 'SENDING', 'RETRYING')),
               'sent', count(*) FILTER (WHERE n.state = 'SENT'),
               'dropped', count(*) FILTER (WHERE n.state = 'DROPPED'),
               'failed', count(*) FILTER (WHERE n.state = 'FAILED')) AS messages
      FROM bill l
      LEFT JOIN notification n ON n.kind = 'BILL_ISSUED' AND n.event_id = l.id AND n.recipient = 'STORE'
      WHERE l.bill_batch_id = b.id
    ) counted
    WHERE b.id = ${billBatchId}::uuid AND b.distributor_id = ${distributorId}::uuid`;
  return row ?? null;
}
