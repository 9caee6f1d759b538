import type { Tx } from "#server/platform/db.ts";

export interface PayoutAccountChange {
  payoutAccountChangeId: string;
  distributorId: string;
  distributorName: string;
  bankCode: string;
  accountNumber: string;
  holderName: string;
  reason: string;
  requestedBy: string;
  requestedByName: string;
  requestedAt: Date;
  decision: "APPROVED" | "REJECTED" | null;
  decidedByName: string | null;
  decidedAt: Date | null;
}

export type NewPayoutAccountChange = Pick<
  PayoutAccountChange,
  "distributorId" | "bankCode" | "accountNumber" | "holderName" | "reason"
>;

/** Asks for a change; null while another one of the distributor's awaits a decision, or without such a distributor. */
export async function insertChange(
  tx: Tx,
  change: NewPayoutAccountChange,
  requestedBy: string,
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO payout_account_change
      (distributor_id, bank_code, account_number, holder_name, reason, requested_by)
    SELECT d.id, ${change.bankCode}, ${change.accountNumber}, ${change.holderName}, ${change.reason},
           ${requestedBy}::uuid
    FROM distributor d WHERE d.id = ${change.distributorId}::uuid
    ON CONFLICT (distributor_id) WHERE decision IS NULL DO NOTHING
    RETURNING id`;
  return row?.id ?? null;
}

/** Locks a change until the transaction ends. */
export async function lockChange(
  tx: Tx,
  changeId: string,
): Promise<{ distributorId: string; requestedBy: string; decision: string | null } | null> {
  const [row] = await tx.$queryRaw<{ distributorId: string; requestedBy: string; decision: string | null }[]>`
    SELECT c.distributor_id AS "distributorId", c.requested_by AS "requestedBy", c.decision
    FROM payout_account_change c WHERE c.id = ${changeId}::uuid FOR UPDATE`;
  return row ?? null;
}

export async function decideChange(
  tx: Tx,
  changeId: string,
  decision: "APPROVED" | "REJECTED",
  decidedBy: string,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE payout_account_change
    SET decision = ${decision}, decided_by = ${decidedBy}::uuid, decided_at = sunap_now()
    WHERE id = ${changeId}::uuid`;
}

/** A distributor's account and how it came about, newest first: the open request, the account in use, former ones. */
export function listChanges(tx: Tx, distributorId: string, limit: number): Promise<PayoutAccountChange[]> {
  return tx.$queryRaw`
    SELECT c.id AS "payoutAccountChangeId", c.distributor_id AS "distributorId", d.name AS "distributorName",
           c.bank_code AS "bankCode", c.account_number AS "accountNumber", c.holder_name AS "holderName", c.reason,
           c.requested_by AS "requestedBy", r.name AS "requestedByName", c.requested_at AS "requestedAt", c.decision,
           u.name AS "decidedByName", c.decided_at AS "decidedAt"
    FROM payout_account_change c
    JOIN distributor d ON d.id = c.distributor_id
    JOIN app_user r ON r.id = c.requested_by
    LEFT JOIN app_user u ON u.id = c.decided_by
    WHERE c.distributor_id = ${distributorId}::uuid
    ORDER BY c.decision IS NULL DESC, coalesce(c.decided_at, c.requested_at) DESC, c.id DESC
    LIMIT ${limit}`;
}
