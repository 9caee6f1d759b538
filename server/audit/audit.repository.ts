import type { Tx } from "#server/platform/db.ts";
import type { ListAuditInput } from "./audit.schema.ts";

export interface AuditRow {
  auditEntryId: string;
  at: Date;
  /** Null: the product itself. */
  actorName: string | null;
  distributorId: string | null;
  distributorName: string | null;
  action: string;
  subjectId: string | null;
  details: Record<string, unknown>;
}

/** The audit trail, newest first; one row more than `limit`. */
export async function listAudit(tx: Tx, input: ListAuditInput): Promise<AuditRow[]> {
  const { action, limit } = input;
  const subjectId = input.subjectId ?? null;
  const distributorId = input.distributorId ?? null;
  const cursor = input.cursor ?? null;
  return tx.$queryRaw`
    SELECT e.id AS "auditEntryId", e.at, u.name AS "actorName", e.distributor_id AS "distributorId",
           d.name AS "distributorName", e.action, e.subject_id AS "subjectId", e.details
    FROM audit_entry e
    LEFT JOIN app_user u ON u.id = e.actor_id
    LEFT JOIN distributor d ON d.id = e.distributor_id
    WHERE (${action} = '' OR starts_with(e.action, ${action}))
      AND (${subjectId}::uuid IS NULL OR e.subject_id = ${subjectId}::uuid)
      AND (${distributorId}::uuid IS NULL OR e.distributor_id = ${distributorId}::uuid)
      AND (${cursor}::uuid IS NULL OR e.id < ${cursor}::uuid)
    ORDER BY e.id DESC
    LIMIT ${limit + 1}`;
}
