import { recordAudits } from "#server/audit/record-audit.ts";
import type { Tx } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { findDistributorBank } from "./distributor.repository.ts";
import * as repository from "./register-customers.repository.ts";
import type { TradeRelationshipErrorCode } from "./trade-relationship.errors.ts";
import type { NewCustomer } from "./trade-relationship.schema.ts";

/**
 * Why a customer was not registered:
 * - PHONE_DIFFERS: a store with this business number is known by another phone. Whoever names a number and not its
 *   owner's phone learns nothing of the store, and gets no relationship with it; an operator sorts it out.
 * - TRADES_ALREADY: the distributor trades with this store under another code
 * - NUMBER_TWICE: another entry of the list has the same business number
 */
export type RefusalReason = "PHONE_DIFFERS" | "TRADES_ALREADY" | "NUMBER_TWICE";

export interface CustomersRegistered {
  registeredCount: number;
  /** Had the code already, e.g. by a second click; nothing was done. */
  knownCount: number;
  refused: { customerCode: string; reason: RefusalReason }[];
}

/**
 * Registers customers of a distributor, in the caller's transaction: their stores (or those that have the business
 * number and the phone already), relationships, chat channels (made in the chat service with the first message) and
 * virtual accounts of the distributor's bank. Set-based, audited. Two calls at once follow one another; the second
 * finds the first one's customers.
 *
 * @throws DomainError VIRTUAL_ACCOUNTS_SHORT {neededCount, freeCount}: the pool does not suffice for all, and none
 *   is registered;
 *   CUSTOMER_CODE_TAKEN when an operator gave a code away at this very moment; DISTRIBUTOR_NOT_FOUND
 */
export async function registerCustomers(
  tx: Tx,
  actor: DistributorActor,
  customers: readonly NewCustomer[],
): Promise<CustomersRegistered> {
  const { distributorId } = actor;
  await repository.lockDistributor(tx, distributorId);
  const bankCode = await findDistributorBank(tx, distributorId);
  if (!bankCode) throw new DomainError<TradeRelationshipErrorCode>("DISTRIBUTOR_NOT_FOUND");

  const judged = await repository.judgeCustomers(tx, distributorId, customers);
  const wanted = judged.filter((customer) => customer.verdict === "NEW");
  const opened = await repository.insertCustomers(tx, distributorId, wanted);
  if (opened.length < wanted.length) throw new DomainError<TradeRelationshipErrorCode>("CUSTOMER_CODE_TAKEN");
  const givenCount = await repository.giveFreeAccounts(
    tx,
    bankCode,
    opened.map((one) => one.tradeRelationshipId),
  );
  if (givenCount < opened.length) {
    throw new DomainError<TradeRelationshipErrorCode>("VIRTUAL_ACCOUNTS_SHORT", {
      neededCount: opened.length,
      freeCount: givenCount,
    });
  }
  await recordAudits(
    tx,
    opened.map(({ tradeRelationshipId, storeId, customerCode, isNewStore }) => ({
      actorId: actor.userId,
      distributorId,
      action: "tradeRelationship.register",
      subjectId: tradeRelationshipId,
      details: { storeId, customerCode, isNewStore },
    })),
  );
  return {
    registeredCount: opened.length,
    knownCount: judged.filter((customer) => customer.verdict === "KNOWN").length,
    refused: judged.flatMap(({ customerCode, verdict }) =>
      verdict === "NEW" || verdict === "KNOWN" ? [] : [{ customerCode, reason: verdict }],
    ),
  };
}
