import type { Tx } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import type { ImportErrorCode } from "./import.errors.ts";
import * as repository from "./import.repository.ts";

/**
 * Locks an import for a change. What is read afterwards is what stands when all earlier changes are done.
 *
 * @throws DomainError IMPORT_NOT_FOUND (also for another distributor's), IMPORT_DISCARDED, IMPORT_ALREADY_ISSUED
 */
export async function lockStagedImport(
  tx: Tx,
  actor: DistributorActor,
  importId: string,
): Promise<repository.ImportRow> {
  const isLocked = await repository.lockImport(tx, actor.distributorId, importId);
  const found = isLocked ? await repository.findImport(tx, actor.distributorId, importId) : null;
  if (!found) throw new DomainError<ImportErrorCode>("IMPORT_NOT_FOUND");
  if (found.status === "DISCARDED") throw new DomainError<ImportErrorCode>("IMPORT_DISCARDED");
  if (found.status === "ISSUED") throw new DomainError<ImportErrorCode>("IMPORT_ALREADY_ISSUED");
  return found;
}
