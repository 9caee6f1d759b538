import type { Tx } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import type { ImportSettings } from "./import.schema.ts";

export async function readSettings(tx: Tx, distributorId: string): Promise<ImportSettings> {
  const [row] = await tx.$queryRaw<ImportSettings[]>`
    SELECT coalesce(s.hold_seconds, 60) AS "holdSeconds", coalesce(s.unusual_ratio, 3) AS "unusualRatio"
    FROM (SELECT ${distributorId}::uuid AS distributor_id) d LEFT JOIN import_setting s USING (distributor_id)`;
  if (!row) throw new Error("no settings");
  return row;
}

export async function writeSettings(
  tx: Tx,
  actor: DistributorActor,
  settings: ImportSettings,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO import_setting (distributor_id, hold_seconds, unusual_ratio, updated_by)
    VALUES (${actor.distributorId}::uuid, ${settings.holdSeconds}, ${settings.unusualRatio}, ${actor.userId}::uuid)
    ON CONFLICT (distributor_id) DO UPDATE
      SET hold_seconds = EXCLUDED.hold_seconds, unusual_ratio = EXCLUDED.unusual_ratio,
          updated_by = EXCLUDED.updated_by, updated_at = sunap_now()`;
}
