import { transaction } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import * as repository from "./import.repository.ts";
import type { RemapInput } from "./import.schema.ts";
import { lockStagedImport } from "./lock-staged-import.ts";
import { readFile } from "./read-file.ts";
import { STAGING_TIMEOUT_MS, stageRows } from "./stage-rows.ts";
import * as staging from "./staging.repository.ts";

/**
 * Reads the kept file anew: with other columns, another encoding, delimiter or header, other defaults, or (with
 * nothing changed) against the customers as they are now. Lines left out by hand stay left out.
 *
 * @throws DomainError as lockStagedImport; why the file can't be read so (then nothing changes)
 */
export async function remapImport(actor: DistributorActor, change: RemapInput): Promise<void> {
  await transaction(async (tx) => {
    const current = await lockStagedImport(tx, actor, change.importId);
    const place = { importId: current.importId, distributorId: actor.distributorId };
    const bytes = await repository.readContent(tx, current.importId);
    const reread = readFile(bytes, {
      layout: change.layout ?? current,
      mapping: change.mapping ?? (change.layout ? undefined : current.mapping),
      defaults: change.defaults ?? current.defaults,
    });
    const skippedLines = await staging.listSkippedLines(tx, current.importId);
    await staging.deleteRows(tx, current.importId);
    const reading = await stageRows(tx, place, bytes, reread);
    if (skippedLines.length > 0) {
      await staging.skipLines(tx, current.importId, skippedLines, true);
      await staging.reportDuplicates(tx, current.importId);
    }
    await repository.updateReading(tx, current.importId, reading);
    await repository.raiseVersion(tx, current.importId);
  }, STAGING_TIMEOUT_MS);
}
