import type { Tx } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import type { ColumnMapping } from "./erp-file/mapping.schema.ts";

export interface RememberedMapping {
  mapping: unknown;
  rememberedAt: Date;
  rememberedByName: string;
}

/** The columns that this distributor last used for files of this shape. */
export async function findMapping(
  tx: Tx,
  distributorId: string,
  shape: string,
): Promise<RememberedMapping | null> {
  const [row] = await tx.$queryRaw<RememberedMapping[]>`
    SELECT m.mapping, m.updated_at AS "rememberedAt", u.name AS "rememberedByName"
    FROM import_mapping m JOIN app_user u ON u.id = m.updated_by
    WHERE m.distributor_id = ${distributorId}::uuid AND m.shape = ${shape}`;
  return row ?? null;
}

/** The last one wins: two clerks who disagree are told by the preview who chose last. */
export async function saveMapping(
  tx: Tx,
  actor: DistributorActor,
  shape: string,
  mapping: ColumnMapping,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO import_mapping AS m (distributor_id, shape, mapping, updated_by)
    VALUES (${actor.distributorId}::uuid, ${shape}, ${JSON.stringify(mapping)}::jsonb, ${actor.userId}::uuid)
    ON CONFLICT (distributor_id, shape) DO UPDATE
      SET mapping = EXCLUDED.mapping, updated_by = EXCLUDED.updated_by, updated_at = sunap_now()
      WHERE m.mapping <> EXCLUDED.mapping`;
}

export async function deleteMapping(tx: Tx, distributorId: string, shape: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM import_mapping m WHERE m.distributor_id = ${distributorId}::uuid AND m.shape = ${shape}`;
}
