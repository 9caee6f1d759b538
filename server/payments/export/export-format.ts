import { recordAudit } from "#server/audit/record-audit.ts";
import { db, type Tx, transaction } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { findFormat, saveFormat } from "./export.repository.ts";
import { defaultExportFormat, type ExportFormat, exportFormatInput } from "./export.schema.ts";

/** The columns that the distributor's ERP takes in; a usual set as long as it has saved none. */
export async function getExportFormat(distributorId: string, tx: Tx = db()): Promise<ExportFormat> {
  const stored = await findFormat(tx, distributorId);
  return stored ? exportFormatInput.parse(stored) : defaultExportFormat;
}

/** Saves them for the next export; those that were made stay as they are. */
export async function saveExportFormat(actor: DistributorActor, format: ExportFormat): Promise<void> {
  await transaction(async (tx) => {
    await saveFormat(tx, actor.distributorId, actor.userId, format);
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: actor.distributorId,
      action: "payment.setExportFormat",
      subjectId: null,
      details: { columns: format.columns.map(({ field }) => field), bankAccountCode: format.bankAccountCode },
    });
  });
}
