import { createHash } from "node:crypto";
import { transaction } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import type { LayoutOverrides } from "./erp-file/layout.ts";
import * as repository from "./import.repository.ts";
import { withProgress } from "./progress.ts";
import { readFile } from "./read-file.ts";
import { recallMapping } from "./recall-mapping.ts";
import { STAGING_TIMEOUT_MS, stageRows, undecided } from "./stage-rows.ts";
import { storableText } from "./staged-row.ts";

interface ImportFile {
  fileName: string;
  bytes: Uint8Array;
  layout?: LayoutOverrides | undefined;
  /** Under which its progress is told. */
  key?: string | undefined;
}

/**
 * Takes in an ERP's file: reads it, with the columns that the last file of its shape had (else those proposed), and
 * keeps file and rows for the preview. All of it or nothing.
 *
 * @throws DomainError why the file can't be read (import.errors.ts)
 */
export function stageImport(actor: DistributorActor, file: ImportFile): Promise<{ importId: string }> {
  const fileName = storableText(file.fileName) ?? "";
  return withProgress(
    actor,
    { key: file.key ?? null, kind: "STAGE", fileName, importId: null },
    async (report) => {
      const proposed = await readFile(file.bytes, { layout: file.layout });
      const sha256 = createHash("sha256").update(file.bytes).digest("hex");
      return transaction(async (tx) => {
        const mapped = await recallMapping(tx, actor.distributorId, proposed);
        const importId = await repository.insertImport(
          tx,
          {
            distributorId: actor.distributorId,
            createdBy: actor.userId,
            fileName,
            sha256,
            bytes: file.bytes,
          },
          mapped,
        );
        const place = { importId, distributorId: actor.distributorId };
        const reading = await stageRows(tx, place, file.bytes, mapped, undecided, report);
        await repository.updateReading(tx, importId, reading);
        return { importId };
      }, STAGING_TIMEOUT_MS);
    },
    ({ importId }) => importId,
  );
}
