import type { Tx } from "#server/platform/db.ts";

export interface PaymentLinkState {
  tradeRelationshipId: string;
  billId: string | null;
  activeBillId: string | null;
}

/** Which bill a payment belongs to now, and which one it could be linked to. */
export async function findPaymentLink(
  tx: Tx,
  distributorId: string,
  paymentId: string,
): Promise<PaymentLinkState | null> {
  const [row] = await tx.$queryRaw<PaymentLinkState[]>`
    SELECT p.trade_relationship_id AS "tradeRelationshipId", p.bill_id AS "billId",
           (SELECT b.id FROM bill b
            WHERE b.trade_relationship_id = p.trade_relationship_id AND b.status = 'ACTIVE') AS "activeBillId"
    FROM payment_with_bill p
    WHERE p.id = ${paymentId}::uuid AND p.distributor_id = ${distributorId}::uuid`;
  return row ?? null;
}

export async function insertLink(
  tx: Tx,
  link: { paymentId: string; billId: string | null; linkedBy: string },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO payment_link (payment_id, trade_relationship_id, bill_id, linked_by)
    SELECT p.id, p.trade_relationship_id, ${link.billId}::uuid, ${link.linkedBy}::uuid
    FROM payment p WHERE p.id = ${link.paymentId}::uuid`;
}
