import { db, type Tx } from "#server/platform/db.ts";

/** The distributor that a user works for; null when none. */
export async function findEmployer(
  userId: string,
): Promise<{ distributorId: string; distributorName: string } | null> {
  const [row] = await db().$queryRaw<{ distributorId: string; distributorName: string }[]>`
    SELECT d.id AS "distributorId", d.name AS "distributorName"
    FROM distributor_staff s JOIN distributor d ON d.id = s.distributor_id
    WHERE s.user_id = ${userId}::uuid`;
  return row ?? null;
}

/** The owner's name as a store's record has it, by the owner's phone number; null when no store has that number. */
export async function findOwnerName(phoneNumber: string): Promise<string | null> {
  const [row] = await db().$queryRaw<{ ownerName: string }[]>`
    SELECT owner_name AS "ownerName" FROM store WHERE owner_phone = ${phoneNumber} ORDER BY id LIMIT 1`;
  return row?.ownerName ?? null;
}

/** Whether a distributor of that id exists. */
export async function distributorExists(tx: Tx, distributorId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM distributor WHERE id = ${distributorId}::uuid`;
  return rows.length > 0;
}

/** A user who signs in by e-mail and password; null when the address is taken. The password arrives hashed. */
export async function insertPasswordUser(
  tx: Tx,
  user: { email: string; name: string; role: "DISTRIBUTOR" | "ADMIN"; passwordHash: string },
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ userId: string }[]>`
    WITH made AS (
      INSERT INTO app_user (email, name, role, email_verified)
      VALUES (${user.email}, ${user.name}, ${user.role}::user_role, true)
      ON CONFLICT (email) DO NOTHING
      RETURNING id
    )
    INSERT INTO account (account_id, provider_id, user_id, password)
    SELECT id::text, 'credential', id, ${user.passwordHash} FROM made
    RETURNING user_id AS "userId"`;
  return row?.userId ?? null;
}

/** Makes a user one of a distributor's staff. */
export async function insertStaff(tx: Tx, userId: string, distributorId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO distributor_staff (user_id, distributor_id) VALUES (${userId}::uuid, ${distributorId}::uuid)`;
}

/**
 * Counts one attempt under `key` in a window of `windowMs` that begins with the first, by the database's clock.
 * Returns the attempts in it, this one included, and how long it still lasts.
 *
 * The rows stand in better-auth's table, which deletes those whose last_request is older than its longest window:
 * ours hold the window's END there, so they are never deleted before it.
 */
export async function countAttempt(
  key: string,
  windowMs: number,
): Promise<{ attempts: number; windowLeftMs: number }> {
  const [row] = await db().$queryRaw<{ attempts: number; windowLeftMs: number }[]>`
    WITH clock AS (SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now_ms)
    INSERT INTO rate_limit AS r (key, count, last_request)
    SELECT ${key}, 1, now_ms + ${windowMs}::bigint FROM clock
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN r.last_request <= excluded.last_request - ${windowMs}::bigint THEN 1 ELSE r.count + 1 END,
      last_request = CASE WHEN r.last_request <= excluded.last_request - ${windowMs}::bigint
                          THEN excluded.last_request ELSE r.last_request END
    RETURNING count AS attempts, (last_request - (SELECT now_ms FROM clock))::int AS "windowLeftMs"`;
  if (!row) throw new Error("an attempt was not counted");
  return row;
}

/** Forgets the attempts under `key`. */
export async function clearAttempts(key: string): Promise<void> {
  await db().$executeRaw`DELETE FROM rate_limit WHERE key = ${key}`;
}
