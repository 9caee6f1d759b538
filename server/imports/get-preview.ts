import { db } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { findBatch } from "./batch.repository.ts";
import type { ImportErrorCode } from "./import.errors.ts";
import * as repository from "./import.repository.ts";
import { countExpiring, type ImportTotals, readTotals } from "./preview.repository.ts";

export interface ImportPreview extends Omit<repository.ImportRow, "fileSha256"> {
  totals: ImportTotals;
  /** Active bills that an issue would end. */
  expiringCount: number;
  /** The very same file was issued before. */
  sameFileIssuedAt: Date | null;
  /** Once it is issued. */
  billBatchId: string | null;
}

const nothing: ImportTotals = {
  rowCount: 0,
  toBillCount: 0,
  toBillWon: 0n,
  errorCount: 0,
  warningCount: 0,
  noteCount: 0,
  skippedCount: 0,
};

/**
 * All about an import but its rows. The version is read before the totals: should a change come between the two, an
 * issue that names both is refused.
 *
 * @throws DomainError IMPORT_NOT_FOUND (also for another distributor's)
 */
export async function getPreview(actor: DistributorActor, importId: string): Promise<ImportPreview> {
  const found = await repository.findImport(db(), actor.distributorId, importId);
  if (!found) throw new DomainError<ImportErrorCode>("IMPORT_NOT_FOUND");
  const { fileSha256, ...shown } = found;
  const isStaged = found.status === "STAGED";
  const [totals, expiringCount, sameFileIssuedAt, batch] = await Promise.all([
    isStaged ? readTotals(db(), importId) : nothing,
    isStaged ? countExpiring(db(), importId) : 0,
    repository.findSameFileIssue(db(), actor.distributorId, { importId, fileSha256 }),
    findBatch(db(), actor.distributorId, { importId, idempotencyKey: null }),
  ]);
  return { ...shown, totals, expiringCount, sameFileIssuedAt, billBatchId: batch?.billBatchId ?? null };
}
