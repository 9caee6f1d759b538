import { db } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { TradeRelationshipErrorCode } from "#server/trade-relationships/trade-relationship.errors.ts";
import { type Page, toPage } from "#server/trpc/paging.schema.ts";
import { findParties, type ListedLine, listLines, type StatementReader } from "./statement.repository.ts";
import type { StatementParties } from "./statement.rules.ts";
import type { StatementInput } from "./statement.schema.ts";

/**
 * A page of a statement: a period's payments and reversals in the order of the transfers, each with its bill if it has
 * one. Throws TRADE_RELATIONSHIP_NOT_FOUND, also for another party's.
 */
export async function listStatement(
  reader: StatementReader,
  input: StatementInput,
): Promise<Page<ListedLine> & { parties: StatementParties }> {
  const { tradeRelationshipId, fromOn, toOn, limit, cursor } = input;
  const parties = await getParties(reader, tradeRelationshipId);
  const scope = { distributorId: parties.distributorId, tradeRelationshipId, fromOn, toOn };
  const lines = await listLines(db(), scope, { cursor, limit: limit + 1 });
  return { parties, ...toPage(lines, limit, (line) => line.cursor) };
}

/** Throws TRADE_RELATIONSHIP_NOT_FOUND where the reader is no party, and for a store owner that names no trade. */
export async function getParties(
  reader: StatementReader,
  tradeRelationshipId: string | null,
  tx = db() as Parameters<typeof findParties>[0],
): Promise<StatementParties> {
  const mayBeAll = "distributorId" in reader;
  const parties =
    tradeRelationshipId === null && !mayBeAll ? null : await findParties(tx, reader, tradeRelationshipId);
  if (!parties) throw new DomainError<TradeRelationshipErrorCode>("TRADE_RELATIONSHIP_NOT_FOUND");
  return parties;
}
