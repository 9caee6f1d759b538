import { recordAudit } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import { insertStore } from "./store.repository.ts";
import type { TradeRelationshipErrorCode } from "./trade-relationship.errors.ts";
import type { CreateStoreInput } from "./trade-relationship.schema.ts";

/**
 * Takes a store on; whoever proves its owner's phone number will see it. Audited. actor null: the product itself.
 * Throws STORE_EXISTS {businessNumber}.
 */
export function createStore(actor: AdminActor | null, input: CreateStoreInput): Promise<{ storeId: string }> {
  return transaction(async (tx) => {
    const storeId = await insertStore(tx, input);
    if (!storeId) {
      throw new DomainError<TradeRelationshipErrorCode>("STORE_EXISTS", {
        businessNumber: input.businessNumber,
      });
    }
    await recordAudit(tx, {
      actorId: actor?.userId ?? null,
      distributorId: null,
      action: "store.create",
      subjectId: storeId,
      details: {},
    });
    return { storeId };
  });
}
