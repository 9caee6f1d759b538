import { recordAudit } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { TradeRelationshipErrorCode } from "#server/trade-relationships/trade-relationship.errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { setRemindersOff } from "./reminder.repository.ts";

/**
 * Leaves a store out of all reminders, or takes it in again; saying so twice changes nothing and is audited once.
 * Reminders that wait to leave are dropped. Throws TRADE_RELATIONSHIP_NOT_FOUND (also for another distributor's).
 */
export async function turnRemindersOff(
  actor: DistributorActor,
  { tradeRelationshipId, off }: { tradeRelationshipId: string; off: boolean },
): Promise<void> {
  const { distributorId, userId } = actor;
  await transaction(async (tx) => {
    const changed = await setRemindersOff(tx, { tradeRelationshipId, distributorId, off });
    if (changed === null)
      throw new DomainError<TradeRelationshipErrorCode>("TRADE_RELATIONSHIP_NOT_FOUND", { missing: 1 });
    if (!changed) return;
    await recordAudit(tx, {
      actorId: userId,
      distributorId,
      action: off ? "bill.remindersOff" : "bill.remindersOn",
      subjectId: tradeRelationshipId,
      details: {},
    });
  });
}
