import { createHash } from "node:crypto";
import { transaction } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import type { LayoutOverrides } from "./erp-file/layout.ts";
import * as repository from "./import.repository.ts";
import { readFile } from "./read-file.ts";
import { STAGING_TIMEOUT_MS, stageRows } from "./stage-rows.ts";
import { storableText } from "./staged-row.ts";

/**
 * Takes in an ERP's file: reads it, proposes what its columns are, and keeps file and rows for the preview. All of it
 * or nothing.
 *
 * @throws DomainError why the file can't be read (import.errors.ts)
 */
export async function stageImport(
  actor: DistributorActor,
  file: { fileName: string; bytes: Uint8Array; layout?: LayoutOverrides | undefined },
): Promise<{ importId: string }> {
  const proposed = readFile(file.bytes, { layout: file.layout });
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  const fileName = storableText(file.fileName) ?? "";
  return transaction(async (tx) => {
    const importId = await repository.insertImport(
      tx,
      { distributorId: actor.distributorId, createdBy: actor.userId, fileName, sha256, bytes: file.bytes },
      proposed,
    );
    const place = { importId, distributorId: actor.distributorId };
    const reading = await stageRows(tx, place, file.bytes, proposed);
    await repository.updateReading(tx, importId, reading);
    return { importId };
  }, STAGING_TIMEOUT_MS);
}
