import { recordAudit } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import { lockMedium, setMedium } from "./store.repository.ts";
import type { TradeRelationshipErrorCode } from "./trade-relationship.errors.ts";
import type { SetStoreMediumInput } from "./trade-relationship.schema.ts";

/**
 * How a store's messages reach it from now on, whichever distributor they are from; those already queued go as they
 * would have gone. Ours to set, on the store's word: one distributor must not choose for another. Audited; setting what
 * is set changes nothing. Throws STORE_NOT_FOUND.
 */
export async function setStoreMedium(actor: AdminActor, input: SetStoreMediumInput): Promise<void> {
  const { storeId, medium } = input;
  await transaction(async (tx) => {
    const before = await lockMedium(tx, storeId);
    if (!before) throw new DomainError<TradeRelationshipErrorCode>("STORE_NOT_FOUND");
    if (before === medium) return;
    await setMedium(tx, storeId, medium);
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: null,
      action: "store.setMedium",
      subjectId: storeId,
      details: { medium },
    });
  });
}
