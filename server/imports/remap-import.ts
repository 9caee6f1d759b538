import type { Tx } from "#server/platform/db.ts";
import { transaction } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { deleteEdits, listEdits } from "./edit.repository.ts";
import * as repository from "./import.repository.ts";
import type { RemapInput } from "./import.schema.ts";
import { lockStagedImport } from "./lock-staged-import.ts";
import { deleteMapping, saveMapping } from "./mapping-memory.repository.ts";
import { silent } from "./progress.ts";
import { readFile } from "./read-file.ts";
import { recallMapping } from "./recall-mapping.ts";
import { STAGING_TIMEOUT_MS, stageRows } from "./stage-rows.ts";
import * as staging from "./staging.repository.ts";

/**
 * Reads the kept file anew: with other columns, another encoding, delimiter, sheet or header, other defaults, or (with
 * nothing changed) against the customers as they are now. Columns that the clerk chose are remembered for the next
 * file of this shape; `mapping: null` forgets them. Lines left out or summed stay so; corrected cells too, unless the
 * file is cut into other cells than those that were corrected.
 *
 * @throws DomainError as lockStagedImport; why the file can't be read so (then nothing changes)
 */
export async function remapImport(actor: DistributorActor, change: RemapInput): Promise<void> {
  await transaction(async (tx) => {
    const current = await lockStagedImport(tx, actor, change.importId);
    const place = { importId: current.importId, distributorId: actor.distributorId };
    const bytes = await repository.readContent(tx, current.importId);
    const mapped = await readAnew(tx, actor, { bytes, current, change });
    if (!isCutAlike(current, mapped)) await deleteEdits(tx, current.importId);
    const decisions = {
      edits: await listEdits(tx, current.importId),
      choices: await staging.listChoices(tx, current.importId),
    };
    await staging.deleteRows(tx, current.importId);
    const reading = await stageRows(tx, place, bytes, mapped, decisions, silent);
    await repository.updateReading(tx, current.importId, reading);
    await repository.raiseVersion(tx, current.importId);
  }, STAGING_TIMEOUT_MS);
}

type Rereading = { bytes: Uint8Array; current: repository.ImportRow; change: RemapInput };

async function readAnew(
  tx: Tx,
  actor: DistributorActor,
  { bytes, current, change }: Rereading,
): Promise<repository.MappedReading> {
  const { encoding, delimiter, headerLineNo, sheet } = current;
  const proposed = await readFile(bytes, {
    layout: change.layout ?? { encoding, delimiter, headerLineNo, ...(sheet === null ? {} : { sheet }) },
    defaults: change.defaults ?? current.defaults,
  });
  const recalled = await recallMapping(tx, actor.distributorId, proposed);
  if (change.mapping === null) {
    await deleteMapping(tx, actor.distributorId, recalled.shape);
    return { ...recalled, mapping: proposed.mapping, mappingSource: "PROPOSED" };
  }
  if (change.mapping) {
    await saveMapping(tx, actor, recalled.shape, change.mapping);
    return { ...recalled, mapping: change.mapping, mappingSource: "CHOSEN" };
  }
  if (change.layout) return recalled;
  return { ...recalled, mapping: current.mapping, mappingSource: current.mappingSource };
}

/** Whether a line and a column of the one reading are the same cell in the other. */
function isCutAlike(a: repository.Reading, b: repository.Reading): boolean {
  return a.delimiter === b.delimiter && (a.sheet ?? null) === (b.sheet ?? null);
}
