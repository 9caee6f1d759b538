import { transaction } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import * as repository from "./import.repository.ts";
import type { SkipRowsInput } from "./import.schema.ts";
import { storesOfLines } from "./judging.repository.ts";
import { lockStagedImport } from "./lock-staged-import.ts";
import { judgeStores } from "./stage-rows.ts";
import * as staging from "./staging.repository.ts";

/**
 * Leaves rows out of the issue by hand, or takes them in again. Returns how many changed.
 *
 * @throws DomainError as lockStagedImport
 */
export async function skipRows(actor: DistributorActor, skip: SkipRowsInput): Promise<{ changed: number }> {
  return transaction(async (tx) => {
    const { importId } = await lockStagedImport(tx, actor, skip.importId);
    const changed =
      skip.rows === "errors"
        ? await staging.skipErrors(tx, importId)
        : await staging.skipLines(tx, importId, skip.rows, skip.skipped);
    if (changed > 0) {
      const stores = skip.rows === "errors" ? null : await storesOfLines(tx, importId, skip.rows);
      await judgeStores(tx, { importId, distributorId: actor.distributorId }, stores);
      await repository.raiseVersion(tx, importId);
    }
    return { changed };
  }, 30_000);
}
