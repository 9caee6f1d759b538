import { Prisma } from "#prisma/generated/client.ts";
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
  cursor: string;
}

/** The audit trail, newest first, keyset by (at, id); one row more than `limit`. Only conditions that are asked for. */
export async function listAudit(tx: Tx, input: ListAuditInput): Promise<AuditRow[]> {
  const { action, actor, bySystem, subjectId, distributorId, fromOn, toOn, cursor, limit } = input;
  const where = [Prisma.sql`true`];
  if (action) where.push(Prisma.sql`e.action LIKE ${`${escapeLike(action)}%`}`);
  if (bySystem) where.push(Prisma.sql`e.actor_id IS NULL`);
  if (actor) {
    const named = Prisma.sql`SELECT a.id FROM app_user a WHERE a.name ILIKE ${`%${escapeLike(actor)}%`}`;
    where.push(Prisma.sql`e.actor_id = ANY (ARRAY(${named}))`); // an array, so that the planner knows it as a constant
  }
  if (subjectId) where.push(Prisma.sql`e.subject_id = ${subjectId}::uuid`);
  if (distributorId) where.push(Prisma.sql`e.distributor_id = ${distributorId}::uuid`);
  if (fromOn) where.push(Prisma.sql`e.at >= (${fromOn}::date)::timestamp AT TIME ZONE 'Asia/Seoul'`);
  if (toOn) where.push(Prisma.sql`e.at < (${toOn}::date + 1)::timestamp AT TIME ZONE 'Asia/Seoul'`);
  if (cursor) {
    const [at, id] = cursor.split("|");
    where.push(Prisma.sql`(e.at, e.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  return tx.$queryRaw`
    SELECT e.id AS "auditEntryId", e.at, u.name AS "actorName", e.distributor_id AS "distributorId",
           d.name AS "distributorName", e.action, e.subject_id AS "subjectId", e.details,
           e.at::text || '|' || e.id AS cursor
    FROM audit_entry e
    LEFT JOIN app_user u ON u.id = e.actor_id
    LEFT JOIN distributor d ON d.id = e.distributor_id
    WHERE ${Prisma.join(where, " AND ")}
    ORDER BY e.at DESC, e.id DESC
    LIMIT ${limit + 1}`;
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, "\\$&");
