import type { Tx } from "#server/platform/db.ts";

export interface SendingStop {
  /** Null: everybody. */
  distributorId: string | null;
  distributorName: string | null;
  reason: string;
  stoppedBy: string;
  stoppedAt: Date;
  /** Messages that wait because of it. */
  waiting: number;
}

export function listStops(tx: Tx): Promise<SendingStop[]> {
  return tx.$queryRaw`
    SELECT s.distributor_id AS "distributorId", d.name AS "distributorName", s.reason, u.name AS "stoppedBy",
           s.stopped_at AS "stoppedAt",
           (SELECT count(*)::int FROM notification n
            WHERE n.state IN ('QUEUED', 'RETRYING')
              AND (s.distributor_id IS NULL OR n.distributor_id = s.distributor_id)) AS waiting
    FROM sending_stop s
    JOIN app_user u ON u.id = s.stopped_by
    LEFT JOIN distributor d ON d.id = s.distributor_id
    ORDER BY s.distributor_id IS NOT NULL, s.stopped_at DESC`;
}

/** What keeps one distributor's messages from leaving: its own stop, else everybody's, whose reason is not its business. */
export async function findStopFor(
  tx: Tx,
  distributorId: string,
): Promise<{ isForAll: boolean; reason: string | null; stoppedAt: Date } | null> {
  const [row] = await tx.$queryRaw<{ isForAll: boolean; reason: string | null; stoppedAt: Date }[]>`
    SELECT s.distributor_id IS NULL AS "isForAll", CASE WHEN s.distributor_id IS NOT NULL THEN s.reason END AS reason,
           s.stopped_at AS "stoppedAt"
    FROM sending_stop s WHERE s.distributor_id = ${distributorId}::uuid OR s.distributor_id IS NULL
    ORDER BY s.distributor_id NULLS LAST LIMIT 1`;
  return row ?? null;
}

export async function distributorExists(tx: Tx, distributorId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM distributor WHERE id = ${distributorId}::uuid`;
  return rows.length > 0;
}

/** False when it stands already. */
export async function insertStop(
  tx: Tx,
  stop: { distributorId: string | null; reason: string; userId: string },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO sending_stop (distributor_id, reason, stopped_by)
    VALUES (${stop.distributorId}::uuid, ${stop.reason}, ${stop.userId}::uuid) ON CONFLICT DO NOTHING`;
  return count > 0;
}

/** False when there was none. */
export async function deleteStop(tx: Tx, distributorId: string | null): Promise<boolean> {
  const count = await tx.$executeRaw`
    DELETE FROM sending_stop WHERE distributor_id IS NOT DISTINCT FROM ${distributorId}::uuid`;
  return count > 0;
}
