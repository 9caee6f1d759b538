import { recordAudits } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import * as repository from "./distributor.repository.ts";
import type { TradeRelationshipErrorCode } from "./trade-relationship.errors.ts";
import type { CreateDistributorInput } from "./trade-relationship.schema.ts";

/**
 * Takes a distributor on, with its first settlement contract, in force from today. Audited.
 * actor null: the product itself. Throws DISTRIBUTOR_EXISTS {businessNumber}.
 */
export function createDistributor(
  actor: AdminActor | null,
  input: CreateDistributorInput,
): Promise<{ distributorId: string }> {
  const { name, businessNumber, bankCode, ...terms } = input;
  const actorId = actor?.userId ?? null;
  return transaction(async (tx) => {
    const distributorId = await repository.insertDistributor(tx, { name, businessNumber, bankCode });
    if (!distributorId) {
      throw new DomainError<TradeRelationshipErrorCode>("DISTRIBUTOR_EXISTS", { businessNumber });
    }
    const { contractId, effectiveFromOn } = await repository.insertFirstContract(
      tx,
      distributorId,
      terms,
      actorId,
    );
    await recordAudits(tx, [
      {
        actorId,
        distributorId,
        action: "distributor.create",
        subjectId: distributorId,
        details: { bankCode },
      },
      {
        actorId,
        distributorId,
        action: "settlement.setContract",
        subjectId: contractId,
        details: { effectiveFromOn, ...terms },
      },
    ]);
    return { distributorId };
  });
}
