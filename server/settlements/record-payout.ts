import { recordAudit } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import {
  insertPayoutEvent,
  type LockedPayout,
  lockPayout,
  type NewPayoutEvent,
  type PayoutStatus,
} from "./payout.repository.ts";
import type { SettlementErrorCode } from "./settlement.errors.ts";

type Deed = Pick<NewPayoutEvent, "kind" | "paidOn" | "reason" | "payoutAccountChangeId">;

/**
 * The money has left for the distributor's account. payoutAccountChangeId: the account that the admin saw when paying.
 * Throws PAYOUT_NOT_FOUND, PAYOUT_STATE_CHANGED (not pending any more, or another account was approved meanwhile),
 * PAYOUT_ACCOUNT_MISSING.
 */
export function confirmPayout(
  actor: AdminActor,
  input: { payoutId: string; payoutAccountChangeId: string; paidOn: string },
): Promise<void> {
  const { payoutId, payoutAccountChangeId, paidOn } = input;
  const deed: Deed = { kind: "CONFIRMED", paidOn, reason: null, payoutAccountChangeId };
  return record(actor, payoutId, ["PENDING"], deed, (payout) => {
    if (!payout.payoutAccountChangeId) throw new DomainError<SettlementErrorCode>("PAYOUT_ACCOUNT_MISSING");
    if (payout.payoutAccountChangeId !== payoutAccountChangeId) throw stateChanged();
  });
}

/** It could not be paid, or came back after it was. Throws PAYOUT_NOT_FOUND, PAYOUT_STATE_CHANGED. */
export function failPayout(actor: AdminActor, input: { payoutId: string; reason: string }): Promise<void> {
  const deed: Deed = { kind: "FAILED", paidOn: null, reason: input.reason, payoutAccountChangeId: null };
  return record(actor, input.payoutId, ["PENDING", "PAID"], deed);
}

/** A failed one is to be paid once more: the same amount. Throws PAYOUT_NOT_FOUND, PAYOUT_STATE_CHANGED. */
export function repeatPayout(actor: AdminActor, input: { payoutId: string }): Promise<void> {
  const deed: Deed = { kind: "REPEATED", paidOn: null, reason: null, payoutAccountChangeId: null };
  return record(actor, input.payoutId, ["FAILED"], deed);
}

const stateChanged = () => new DomainError<SettlementErrorCode>("PAYOUT_STATE_CHANGED");

async function record(
  actor: AdminActor,
  payoutId: string,
  from: PayoutStatus[],
  deed: Deed,
  check: (payout: LockedPayout) => void = () => undefined,
): Promise<void> {
  await transaction(async (tx) => {
    const payout = await lockPayout(tx, payoutId);
    if (!payout) throw new DomainError<SettlementErrorCode>("PAYOUT_NOT_FOUND");
    if (!from.includes(payout.status)) throw stateChanged();
    check(payout);
    const { distributorId, amountWon } = payout;
    await insertPayoutEvent(tx, { ...deed, payoutId, distributorId, amountWon, doneBy: actor.userId });
    const { paidOn, reason } = deed;
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId,
      action: actions[deed.kind],
      subjectId: payoutId,
      details: { amountWon, from: payout.status, ...(paidOn && { paidOn }), ...(reason && { reason }) },
    });
  });
}

const actions = {
  CONFIRMED: "settlement.confirmPayout",
  FAILED: "settlement.failPayout",
  REPEATED: "settlement.repeatPayout",
} as const;
