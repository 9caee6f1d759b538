import { recordAudit } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { TradeRelationshipErrorCode } from "#server/trade-relationships/trade-relationship.errors.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import { lockForContract, saveContract } from "./contract.repository.ts";
import type { SettlementErrorCode } from "./settlement.errors.ts";
import type { ContractInput } from "./settlement.schema.ts";

/**
 * Agrees new terms with a distributor, from a day on. A distributor's first contract may begin on any day; later ones
 * from tomorrow at the earliest, as today's transfers already stand in settlements under the terms in force. One that
 * has not begun is replaced by another for the same day. Audited; actor null: the product itself.
 *
 * Throws DISTRIBUTOR_NOT_FOUND, SETTLEMENT_CONTRACT_TOO_EARLY {earliestOn}.
 */
export async function setContract(
  actor: AdminActor | null,
  input: ContractInput,
): Promise<{ contractId: string }> {
  const { distributorId, effectiveFromOn, ...terms } = input;
  const actorId = actor?.userId ?? null;
  return transaction(async (tx) => {
    const state = await lockForContract(tx, distributorId);
    if (!state) throw new DomainError<TradeRelationshipErrorCode>("DISTRIBUTOR_NOT_FOUND");
    if (state.hasContract && effectiveFromOn < state.tomorrowOn) {
      const details = { earliestOn: state.tomorrowOn };
      throw new DomainError<SettlementErrorCode>("SETTLEMENT_CONTRACT_TOO_EARLY", details);
    }
    const contractId = await saveContract(tx, { distributorId, effectiveFromOn, ...terms }, actorId);
    await recordAudit(tx, {
      actorId,
      distributorId,
      action: "settlement.setContract",
      subjectId: contractId,
      details: { effectiveFromOn, ...terms },
    });
    return { contractId };
  });
}
