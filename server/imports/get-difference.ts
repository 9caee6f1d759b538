import { db } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import * as repository from "./difference.repository.ts";
import type { ImportErrorCode } from "./import.errors.ts";
import { findImport } from "./import.repository.ts";
import type { ListDifferenceInput } from "./import.schema.ts";

export interface Difference {
  /** Null: nothing was issued before, and all is new. */
  previous: (repository.PreviousBatch & { counts: repository.DifferenceCounts }) | null;
}

/**
 * How an import differs from the batch before it, in counts.
 *
 * @throws DomainError IMPORT_NOT_FOUND
 */
export async function getDifference(actor: DistributorActor, importId: string): Promise<Difference> {
  const previous = await previousOf(actor, importId);
  if (!previous) return { previous: null };
  const counts = await repository.countDifference(db(), importId, previous.billBatchId);
  return { previous: { ...previous, counts } };
}

/** One page of the stores that are new, missing or billed otherwise, by customer code. */
export async function listDifference(
  actor: DistributorActor,
  input: ListDifferenceInput,
): Promise<{ items: repository.DifferenceRow[]; nextCursor: string | null }> {
  const previous = await previousOf(actor, input.importId);
  if (!previous) return { items: [], nextCursor: null };
  const rows = await repository.listDifference(db(), previous.billBatchId, input);
  const items = rows.slice(0, input.limit);
  return { items, nextCursor: rows.length > input.limit ? (items.at(-1)?.customerCode ?? null) : null };
}

async function previousOf(
  actor: DistributorActor,
  importId: string,
): Promise<repository.PreviousBatch | null> {
  const found = await findImport(db(), actor.distributorId, importId);
  if (!found) throw new DomainError<ImportErrorCode>("IMPORT_NOT_FOUND");
  return repository.findPreviousBatch(db(), actor.distributorId, importId);
}
