import type { Tx } from "#server/platform/db.ts";

export interface RefundablePayment {
  tradeRelationshipId: string;
  amountWon: bigint;
  /** The sum of the notes that stand. */
  notedWon: bigint;
}

/** A payment of the distributor's, with what is noted as given back; null: not one of its own. */
export async function findRefundable(
  tx: Tx,
  distributorId: string,
  paymentId: string,
): Promise<RefundablePayment | null> {
  const [row] = await tx.$queryRaw<RefundablePayment[]>`
    SELECT p.trade_relationship_id AS "tradeRelationshipId", p.amount_won AS "amountWon",
           (SELECT coalesce(sum(CASE WHEN n.retracts_id IS NULL THEN n.amount_won ELSE -n.amount_won END), 0)::bigint
            FROM payment_refund_note n WHERE n.payment_id = p.id) AS "notedWon"
    FROM payment p WHERE p.id = ${paymentId}::uuid AND p.distributor_id = ${distributorId}::uuid`;
  return row ?? null;
}

export async function insertRefundNote(
  tx: Tx,
  refund: {
    paymentId: string;
    tradeRelationshipId: string;
    amountWon: bigint;
    refundedOn: string;
    note: string;
    recordedBy: string;
    retractsId: string | null;
  },
): Promise<{ refundNoteId: string }> {
  const [row] = await tx.$queryRaw<{ refundNoteId: string }[]>`
    INSERT INTO payment_refund_note
      (payment_id, trade_relationship_id, amount_won, refunded_on, note, recorded_by, retracts_id)
    VALUES (${refund.paymentId}::uuid, ${refund.tradeRelationshipId}::uuid, ${refund.amountWon}::bigint,
            ${refund.refundedOn}::date, ${refund.note}, ${refund.recordedBy}::uuid, ${refund.retractsId}::uuid)
    RETURNING id AS "refundNoteId"`;
  if (!row) throw new Error("the refund note was not inserted");
  return row;
}

export interface RefundNote {
  paymentId: string;
  tradeRelationshipId: string;
  amountWon: bigint;
  refundedOn: string;
  isRetracted: boolean;
}

/** A note on a payment of the distributor's; null: none of its own, or itself a retraction. */
export async function findRefundNote(
  tx: Tx,
  distributorId: string,
  refundNoteId: string,
): Promise<RefundNote | null> {
  const [row] = await tx.$queryRaw<RefundNote[]>`
    SELECT n.payment_id AS "paymentId", n.trade_relationship_id AS "tradeRelationshipId", n.amount_won AS "amountWon",
           n.refunded_on::text AS "refundedOn",
           EXISTS (SELECT FROM payment_refund_note r WHERE r.retracts_id = n.id) AS "isRetracted"
    FROM payment_refund_note n JOIN payment p ON p.id = n.payment_id
    WHERE n.id = ${refundNoteId}::uuid AND n.retracts_id IS NULL AND p.distributor_id = ${distributorId}::uuid`;
  return row ?? null;
}
