import { recordAudit } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import * as repository from "./import.repository.ts";
import { lockStagedImport } from "./lock-staged-import.ts";
import { deleteRows } from "./staging.repository.ts";

/**
 * Throws an import away, with the file and its rows.
 *
 * @throws DomainError as lockStagedImport
 */
export async function discardImport(actor: DistributorActor, importId: string): Promise<void> {
  await transaction(async (tx) => {
    await lockStagedImport(tx, actor, importId);
    await deleteRows(tx, importId);
    await repository.markDiscarded(tx, importId);
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: actor.distributorId,
      action: "billImport.discard",
      subjectId: importId,
      details: {},
    });
  }, 30_000);
}
