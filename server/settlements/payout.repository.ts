import type { Tx } from "#server/platform/db.ts";

export type PayoutStatus = "NOT_DUE" | "PENDING" | "PAID" | "FAILED";

export interface LockedPayout {
  distributorId: string;
  amountWon: bigint;
  status: PayoutStatus;
  /** The distributor's approved account; null: it has none. */
  payoutAccountChangeId: string | null;
}

/** Locks a payout, which orders everyone who does something about it, and tells where its money may go. */
export async function lockPayout(tx: Tx, payoutId: string): Promise<LockedPayout | null> {
  const [row] = await tx.$queryRaw<LockedPayout[]>`
    SELECT p.distributor_id AS "distributorId", p.amount_won AS "amountWon", p.status,
           (SELECT a.id FROM payout_account_change a
            WHERE a.distributor_id = p.distributor_id AND a.decision = 'APPROVED'
            ORDER BY a.decided_at DESC, a.id DESC LIMIT 1) AS "payoutAccountChangeId"
    FROM payout p WHERE p.id = ${payoutId}::uuid
    FOR UPDATE OF p`;
  return row ?? null;
}

export interface NewPayoutEvent {
  payoutId: string;
  distributorId: string;
  amountWon: bigint;
  kind: "CONFIRMED" | "FAILED" | "REPEATED";
  payoutAccountChangeId: string | null;
  paidOn: string | null;
  reason: string | null;
  doneBy: string;
}

/** Appends what happened to a payout; its status follows (a trigger refuses what cannot follow). */
export async function insertPayoutEvent(tx: Tx, event: NewPayoutEvent): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO payout_event
      (payout_id, distributor_id, amount_won, kind, payout_account_change_id, paid_on, reason, done_by)
    VALUES (${event.payoutId}::uuid, ${event.distributorId}::uuid, ${event.amountWon}, ${event.kind},
            ${event.payoutAccountChangeId}::uuid, ${event.paidOn}::date, ${event.reason}, ${event.doneBy}::uuid)`;
}

export interface PayoutHistoryRow {
  kind: NewPayoutEvent["kind"];
  at: Date;
  byName: string;
  paidOn: string | null;
  reason: string | null;
  bankCode: string | null;
  accountNumber: string | null;
}

/** What happened to a payout, in order. distributorId: whose it must be; null: anyone's (admins). */
export function listPayoutEvents(
  tx: Tx,
  settlementId: string,
  distributorId: string | null,
): Promise<PayoutHistoryRow[]> {
  return tx.$queryRaw`
    SELECT e.kind, e.done_at AS at, u.name AS "byName", e.paid_on::text AS "paidOn", e.reason,
           a.bank_code AS "bankCode", a.account_number AS "accountNumber"
    FROM payout p
    JOIN payout_event e ON e.payout_id = p.id
    JOIN app_user u ON u.id = e.done_by
    LEFT JOIN payout_account_change a ON a.id = e.payout_account_change_id
    WHERE p.settlement_id = ${settlementId}::uuid
      AND (${distributorId}::uuid IS NULL OR p.distributor_id = ${distributorId}::uuid)
    ORDER BY e.seq`;
}

export async function countUnpaid(tx: Tx): Promise<{ pending: number; failed: number }> {
  const [row] = await tx.$queryRaw<{ pending: number; failed: number }[]>`
    SELECT count(*) FILTER (WHERE p.status = 'PENDING')::int AS pending,
           count(*) FILTER (WHERE p.status = 'FAILED')::int AS failed
    FROM payout p WHERE p.status IN ('PENDING', 'FAILED')`;
  return row ?? { pending: 0, failed: 0 };
}
