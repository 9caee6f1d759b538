import { db } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { findBatch } from "./batch.repository.ts";
import type { ImportErrorCode } from "./import.errors.ts";
import * as repository from "./import.repository.ts";
import { findMapping } from "./mapping-memory.repository.ts";
import { findTotals, type ImportTotals, noTotals } from "./totals.repository.ts";

export interface ImportPreview extends Omit<repository.ImportRow, "fileSha256" | "shape"> {
  totals: ImportTotals;
  /** Who chose the columns that files of this shape are read by, and when. */
  memory: { rememberedAt: Date; rememberedByName: string } | null;
  /** The very same file was issued before. */
  sameFileIssuedAt: Date | null;
  /** Once it is issued. */
  billBatchId: string | null;
}

/**
 * All about an import but its rows. The version is read before the totals: should a change come between the two, an
 * issue that names both is refused.
 *
 * @throws DomainError IMPORT_NOT_FOUND (also for another distributor's)
 */
export async function getPreview(actor: DistributorActor, importId: string): Promise<ImportPreview> {
  const found = await repository.findImport(db(), actor.distributorId, importId);
  if (!found) throw new DomainError<ImportErrorCode>("IMPORT_NOT_FOUND");
  const { fileSha256, shape, ...shown } = found;
  const { distributorId } = actor;
  const [totals, remembered, sameFileIssuedAt, batch] = await Promise.all([
    found.status === "STAGED" ? findTotals(db(), importId) : noTotals,
    shape === null ? null : findMapping(db(), distributorId, shape),
    repository.findSameFileIssue(db(), distributorId, { importId, fileSha256 }),
    findBatch(db(), distributorId, { importId, idempotencyKey: null }),
  ]);
  const memory = remembered && {
    rememberedAt: remembered.rememberedAt,
    rememberedByName: remembered.rememberedByName,
  };
  return { ...shown, totals, memory, sameFileIssuedAt, billBatchId: batch?.billBatchId ?? null };
}
