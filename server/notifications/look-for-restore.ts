import { transaction } from "#server/platform/db.ts";

/**
 * Notices that this database was restored from a backup (its identity is not the one that was noted in it): what still
 * waits in it may have been sent since the backup was taken, so from now on each waiting message (and each failed
 * one, should it be tried again) is looked for in its channel before it is sent. Answers how many those are; 0 when the database is the one it was.
 */
export async function lookForRestore(): Promise<number> {
  return transaction(async (tx) => {
    const [noted] = await tx.$queryRaw<{ isFirst: boolean }[]>`
      INSERT INTO database_identity AS known (identity) VALUES (current_database_identity())
      ON CONFLICT (only_row) DO UPDATE SET identity = EXCLUDED.identity, seen_at = clock_timestamp()
        WHERE known.identity <> EXCLUDED.identity
      RETURNING xmax = 0 AS "isFirst"`;
    if (!noted || noted.isFirst) return 0; // unchanged, or never noted before
    return tx.$executeRaw`
      UPDATE notification SET maybe_sent = true WHERE state IN ('QUEUED', 'RETRYING', 'SENDING', 'FAILED') AND NOT maybe_sent`;
  });
}
