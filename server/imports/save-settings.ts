import { recordAudit } from "#server/audit/record-audit.ts";
import { transaction } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import type { ImportSettings } from "./import.schema.ts";
import { writeSettings } from "./setting.repository.ts";

/** Sets how long a distributor's batches can be taken back, and which amounts are doubtful. Audited. */
export async function saveSettings(actor: DistributorActor, settings: ImportSettings): Promise<void> {
  await transaction(async (tx) => {
    await writeSettings(tx, actor, settings);
    await recordAudit(tx, {
      actorId: actor.userId,
      distributorId: actor.distributorId,
      action: "billImport.setSettings",
      subjectId: actor.distributorId,
      details: { ...settings },
    });
  });
}
