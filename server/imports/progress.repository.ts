import type { Tx } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";

/** Work that was silent for this long is taken for dead: its process was killed. */
const DEAD_AFTER_SECONDS = 90;

export interface Progress {
  id: string;
  kind: "STAGE" | "ISSUE";
  importId: string | null;
  fileName: string;
  phase: string;
  done: number;
  total: number | null;
  state: "RUNNING" | "DONE" | "FAILED";
  errorCode: string | null;
  seq: number;
  startedAt: Date;
}

/** False: the key is in use. One that failed may be tried again. What is long over is swept away. */
export async function startProgress(
  tx: Tx,
  actor: DistributorActor,
  task: { key: string; kind: string; fileName: string; importId: string | null },
): Promise<boolean> {
  await tx.$executeRaw`
    DELETE FROM import_progress p
    WHERE p.distributor_id = ${actor.distributorId}::uuid AND p.updated_at < clock_timestamp() - interval '1 day'`;
  const count = await tx.$executeRaw`
    INSERT INTO import_progress AS p (id, distributor_id, user_id, kind, bill_import_id, file_name, phase)
    VALUES (${task.key}::uuid, ${actor.distributorId}::uuid, ${actor.userId}::uuid, ${task.kind},
            ${task.importId}::uuid, ${task.fileName}, 'STARTING')
    ON CONFLICT (id) DO UPDATE
      SET state = 'RUNNING', phase = 'STARTING', done = 0, total = NULL, error_code = NULL, seq = p.seq + 1,
          updated_at = clock_timestamp()
      WHERE p.distributor_id = EXCLUDED.distributor_id AND p.kind = EXCLUDED.kind AND p.state = 'FAILED'`;
  return count === 1;
}

export async function updateProgress(
  tx: Tx,
  key: string,
  news: { phase: string; done: number; total: number | null },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE import_progress p
    SET phase = ${news.phase}, done = ${news.done}, total = ${news.total}::int, seq = p.seq + 1,
        updated_at = clock_timestamp()
    WHERE p.id = ${key}::uuid AND p.state = 'RUNNING'`;
}

export interface ProgressEnd {
  state: "DONE" | "FAILED";
  importId: string | null;
  errorCode: string | null;
}

export async function endProgress(tx: Tx, key: string, end: ProgressEnd): Promise<void> {
  await tx.$executeRaw`
    UPDATE import_progress p
    SET state = ${end.state}, bill_import_id = ${end.importId}::uuid, error_code = ${end.errorCode},
        seq = p.seq + 1, updated_at = clock_timestamp()
    WHERE p.id = ${key}::uuid AND p.state = 'RUNNING'`;
}

/** Null: nothing of this distributor's has this key (yet). */
export async function findProgress(tx: Tx, distributorId: string, key: string): Promise<Progress | null> {
  const [row] = await tx.$queryRaw<Progress[]>`
    SELECT p.id, p.kind, p.bill_import_id AS "importId", p.file_name AS "fileName", p.phase, p.done, p.total,
           CASE WHEN p.state = 'RUNNING'
                     AND p.updated_at < clock_timestamp() - ${DEAD_AFTER_SECONDS}::int * interval '1 second'
                THEN 'FAILED' ELSE p.state END AS state,
           p.error_code AS "errorCode", p.seq, p.started_at AS "startedAt"
    FROM import_progress p WHERE p.id = ${key}::uuid AND p.distributor_id = ${distributorId}::uuid`;
  return row ?? null;
}

/** What is under way at this distributor's, so that a page that was closed finds it again. */
export function listRunning(tx: Tx, distributorId: string): Promise<Progress[]> {
  return tx.$queryRaw`
    SELECT p.id, p.kind, p.bill_import_id AS "importId", p.file_name AS "fileName", p.phase, p.done, p.total, p.state,
           p.error_code AS "errorCode", p.seq, p.started_at AS "startedAt"
    FROM import_progress p
    WHERE p.distributor_id = ${distributorId}::uuid AND p.state = 'RUNNING'
      AND p.updated_at > clock_timestamp() - ${DEAD_AFTER_SECONDS}::int * interval '1 second'
    ORDER BY p.started_at`;
}
