import { db } from "#server/platform/db.ts";

/**
 * The phone that a store's message goes to, as it is at this moment; null for a distributor's message. For the sender of
 * text messages alone: the number stands in no queue, no event and no log.
 */
export async function findRecipientPhone(notificationId: string): Promise<string | null> {
  const [row] = await db().$queryRaw<{ phone: string }[]>`
    SELECT s.owner_phone AS phone
    FROM notification n
    JOIN trade_relationship t ON t.id = n.trade_relationship_id
    JOIN store s ON s.id = t.store_id
    WHERE n.id = ${notificationId}::uuid AND n.recipient = 'STORE'`;
  return row?.phone ?? null;
}
