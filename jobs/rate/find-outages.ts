import { db } from "#server/platform/db.ts";

/** The limits whose circuit breaker has been open for longer than this: their service, or sender, is away. */
export async function findOutages(longerThanMs: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ key: string }[]>`
    SELECT key FROM rate_bucket
    WHERE open_since <= clock_timestamp() - ${longerThanMs}::float8 * interval '1 millisecond'`;
  return rows.map(({ key }) => key);
}
