import { recordAudit } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import type { TradeRelationshipErrorCode } from "./trade-relationship.errors.ts";
import { lockRelationship, setEnded } from "./trade-relationship.repository.ts";
import type { EndTradeRelationshipInput } from "./trade-relationship.schema.ts";

/**
 * No more bills are issued to the store by this distributor. Its active bill, if there is one, stays, and so does its
 * account: what still comes in there is recorded as ever (rules R5, R7). Audited. actor null: the product
 * itself. Throws TRADE_RELATIONSHIP_NOT_FOUND, TRADE_RELATIONSHIP_ENDED.
 */
export function endTradeRelationship(
  actor: AdminActor | null,
  input: EndTradeRelationshipInput,
): Promise<void> {
  return change(actor, input, true);
}

/** Takes an ended relationship up again, with the account it has. Throws …_NOT_FOUND, TRADE_RELATIONSHIP_NOT_ENDED. */
export function resumeTradeRelationship(
  actor: AdminActor | null,
  input: EndTradeRelationshipInput,
): Promise<void> {
  return change(actor, input, false);
}

async function change(
  actor: AdminActor | null,
  input: EndTradeRelationshipInput,
  ended: boolean,
): Promise<void> {
  const { tradeRelationshipId, reason } = input;
  await transaction(async (tx) => {
    const relationship = await lockRelationship(tx, tradeRelationshipId);
    if (!relationship) throw new DomainError<TradeRelationshipErrorCode>("TRADE_RELATIONSHIP_NOT_FOUND");
    if (relationship.ended === ended) {
      throw new DomainError<TradeRelationshipErrorCode>(
        ended ? "TRADE_RELATIONSHIP_ENDED" : "TRADE_RELATIONSHIP_NOT_ENDED",
      );
    }
    await setEnded(tx, tradeRelationshipId, ended);
    await recordAudit(tx, {
      actorId: actor?.userId ?? null,
      distributorId: relationship.distributorId,
      action: ended ? "tradeRelationship.end" : "tradeRelationship.resume",
      subjectId: tradeRelationshipId,
      details: { reason },
    });
  });
}
