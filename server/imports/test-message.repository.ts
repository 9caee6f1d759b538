import type { Tx } from "#server/platform/db.ts";

/** Test messages of one person follow one another, so that they are counted right. */
export async function lockStaff(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`SELECT FROM distributor_staff WHERE user_id = ${userId}::uuid FOR NO KEY UPDATE`;
}

/** Of the last hour: each stands in the audit trail. */
export async function countTestMessages(tx: Tx, userId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM audit_entry a
    WHERE a.distributor_id = (SELECT s.distributor_id FROM distributor_staff s WHERE s.user_id = ${userId}::uuid)
      AND a.actor_id = ${userId}::uuid AND a.action = 'billImport.test' AND a.at > sunap_now() - interval '1 hour'`;
  return row?.count ?? 0;
}
