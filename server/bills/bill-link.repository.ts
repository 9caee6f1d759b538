import type { Tx } from "#server/platform/db.ts";

/**
 * Closes a bill's link from now on. True when this call did it, false when it was closed already, null when the
 * distributor has no such bill. Two calls at once: the second waits for the first one's row, and returns false.
 */
export async function closeBillLink(
  tx: Tx,
  link: { billId: string; distributorId: string },
): Promise<boolean | null> {
  const count = await tx.$executeRaw`
    UPDATE bill b SET link_revoked_at = sunap_now()
    WHERE b.id = ${link.billId}::uuid AND b.distributor_id = ${link.distributorId}::uuid
      AND b.link_revoked_at IS NULL`;
  if (count === 1) return true;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT b.id FROM bill b
    WHERE b.id = ${link.billId}::uuid AND b.distributor_id = ${link.distributorId}::uuid`;
  return row ? false : null;
}
