import type { Tx } from "#server/platform/db.ts";
import type { PaymentOwner } from "./payment.repository.ts";

export interface Attributable {
  bankCode: string;
  transactionId: string;
  attributed: boolean;
  canceled: boolean;
  owner: PaymentOwner;
}

/** A deposit, its state, and the relationship proposed for it; null when either does not exist. */
export async function findAttribution(
  tx: Tx,
  ids: { depositId: string; tradeRelationshipId: string },
): Promise<Attributable | null> {
  const [row] = await tx.$queryRaw<(Omit<Attributable, "owner"> & PaymentOwner)[]>`
    SELECT d.bank_code AS "bankCode", d.transaction_id AS "transactionId",
           t.id AS "tradeRelationshipId", t.distributor_id AS "distributorId", t.store_id AS "storeId",
           EXISTS (SELECT FROM payment p WHERE p.deposit_id = d.id) AS attributed,
           EXISTS (SELECT FROM deposit c WHERE c.kind = 'CANCELED' AND c.bank_code = d.bank_code
                                           AND c.original_transaction_id = d.transaction_id) AS canceled
    FROM deposit d, trade_relationship t
    WHERE d.id = ${ids.depositId}::uuid AND d.kind = 'RECEIVED' AND t.id = ${ids.tradeRelationshipId}::uuid`;
  if (!row) return null;
  const { tradeRelationshipId, distributorId, storeId, ...deposit } = row;
  return { ...deposit, owner: { tradeRelationshipId, distributorId, storeId } };
}

export async function insertAttribution(
  tx: Tx,
  attribution: { depositId: string; tradeRelationshipId: string; reason: string; attributedBy: string },
): Promise<string> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO deposit_attribution (deposit_id, trade_relationship_id, attributed_by, reason)
    VALUES (${attribution.depositId}::uuid, ${attribution.tradeRelationshipId}::uuid,
            ${attribution.attributedBy}::uuid, ${attribution.reason})
    RETURNING id`;
  if (!row) throw new Error("the attribution was not inserted");
  return row.id;
}
