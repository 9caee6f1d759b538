import { recordAudit } from "#server/audit/record-audit.ts";
import { db, transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import {
  decideChange,
  insertChange,
  listChanges,
  lockChange,
  type NewPayoutAccountChange,
  type PayoutAccountChange,
} from "./payout-account.repository.ts";
import type { SettlementErrorCode } from "./settlement.errors.ts";

/** Where a distributor's money goes. */
export interface PayoutAccount {
  /** Null: none was approved yet, and nothing can be paid out. */
  inUse: PayoutAccountChange | null;
  /** Awaits a second admin. */
  requested: PayoutAccountChange | null;
  former: PayoutAccountChange[];
}

const shownChanges = 20;

export async function getPayoutAccount(distributorId: string): Promise<PayoutAccount> {
  const changes = await listChanges(db(), distributorId, shownChanges);
  const requested = changes.find(({ decision }) => decision === null) ?? null;
  const inUse = changes.find(({ decision }) => decision === "APPROVED") ?? null;
  return { inUse, requested, former: changes.filter((change) => change !== requested && change !== inUse) };
}

/**
 * Asks for another payout account. Nothing changes until a second admin has approved it.
 * Throws PAYOUT_ACCOUNT_CHANGE_OPEN.
 */
export async function requestPayoutAccount(
  actor: AdminActor,
  change: NewPayoutAccountChange,
): Promise<{ payoutAccountChangeId: string }> {
  return transaction(async (tx) => {
    const payoutAccountChangeId = await insertChange(tx, change, actor.userId);
    if (!payoutAccountChangeId) throw new DomainError<SettlementErrorCode>("PAYOUT_ACCOUNT_CHANGE_OPEN");
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: change.distributorId,
      action: "settlement.requestPayoutAccount",
      subjectId: payoutAccountChangeId,
      details: { bankCode: change.bankCode, reason: change.reason },
    });
    return { payoutAccountChangeId };
  });
}

/**
 * Approves or rejects a change. Whoever asked for it may withdraw it, and never approve it (the database refuses that
 * too). Throws PAYOUT_ACCOUNT_CHANGE_NOT_FOUND, PAYOUT_ACCOUNT_CHANGE_DECIDED, PAYOUT_ACCOUNT_NEEDS_SECOND_PERSON.
 */
export async function decidePayoutAccount(
  actor: AdminActor,
  input: { payoutAccountChangeId: string; decision: "APPROVED" | "REJECTED" },
): Promise<void> {
  const { payoutAccountChangeId, decision } = input;
  await transaction(async (tx) => {
    const change = await lockChange(tx, payoutAccountChangeId);
    if (!change) throw new DomainError<SettlementErrorCode>("PAYOUT_ACCOUNT_CHANGE_NOT_FOUND");
    if (change.decision) throw new DomainError<SettlementErrorCode>("PAYOUT_ACCOUNT_CHANGE_DECIDED");
    if (decision === "APPROVED" && change.requestedBy === actor.userId) {
      throw new DomainError<SettlementErrorCode>("PAYOUT_ACCOUNT_NEEDS_SECOND_PERSON");
    }
    await decideChange(tx, payoutAccountChangeId, decision, actor.userId);
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: change.distributorId,
      action: decision === "APPROVED" ? "settlement.approvePayoutAccount" : "settlement.rejectPayoutAccount",
      subjectId: payoutAccountChangeId,
      details: {},
    });
  });
}
