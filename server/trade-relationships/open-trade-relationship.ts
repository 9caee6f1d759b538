import { recordAudit } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import { findDistributorBank } from "./distributor.repository.ts";
import { storeExists } from "./store.repository.ts";
import type { TradeRelationshipErrorCode } from "./trade-relationship.errors.ts";
import * as repository from "./trade-relationship.repository.ts";
import type { OpenTradeRelationshipInput } from "./trade-relationship.schema.ts";
import { type GivenAccount, giveFreeAccount } from "./virtual-account.repository.ts";

export interface OpenedTradeRelationship extends GivenAccount {
  tradeRelationshipId: string;
}

/**
 * Lets a distributor bill a store: the relationship, its chat channel, and a virtual account of the distributor's bank
 * from the pool, which stays its own for good (rule R2). Audited. actor null: the product itself.
 *
 * Throws DISTRIBUTOR_NOT_FOUND, STORE_NOT_FOUND, TRADE_RELATIONSHIP_EXISTS (also an ended one: it is taken up again),
 * CUSTOMER_CODE_TAKEN {customerCode}, NO_FREE_VIRTUAL_ACCOUNT {bankCode}.
 */
export function openTradeRelationship(
  actor: AdminActor | null,
  input: OpenTradeRelationshipInput,
): Promise<OpenedTradeRelationship> {
  const { distributorId, storeId, customerCode } = input;
  return transaction(async (tx) => {
    const bankCode = await findDistributorBank(tx, distributorId);
    if (!bankCode) throw new DomainError<TradeRelationshipErrorCode>("DISTRIBUTOR_NOT_FOUND");
    if (!(await storeExists(tx, storeId)))
      throw new DomainError<TradeRelationshipErrorCode>("STORE_NOT_FOUND");
    const tradeRelationshipId = await repository.insertRelationship(tx, input);
    if (!tradeRelationshipId) {
      const trading = await repository.tradesWith(tx, distributorId, storeId);
      throw trading
        ? new DomainError<TradeRelationshipErrorCode>("TRADE_RELATIONSHIP_EXISTS")
        : new DomainError<TradeRelationshipErrorCode>("CUSTOMER_CODE_TAKEN", { customerCode });
    }
    const account = await giveFreeAccount(tx, bankCode, tradeRelationshipId);
    if (!account) throw new DomainError<TradeRelationshipErrorCode>("NO_FREE_VIRTUAL_ACCOUNT", { bankCode });
    await recordAudit(tx, {
      actorId: actor?.userId ?? null,
      distributorId,
      action: "tradeRelationship.open",
      subjectId: tradeRelationshipId,
      details: { storeId, customerCode, virtualAccountId: account.virtualAccountId },
    });
    return { tradeRelationshipId, ...account };
  });
}
