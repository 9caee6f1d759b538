import { previewBill } from "#server/bills/preview-bill.ts";
import { whenMessagesLeave } from "#server/bills/when-messages-leave.ts";
import { now } from "#server/platform/clock.ts";
import { db } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import type { ImportErrorCode } from "./import.errors.ts";
import { findImport } from "./import.repository.ts";
import { findSampleRow } from "./preview.repository.ts";
import { readSettings } from "./setting.repository.ts";

export interface LastLook {
  /** The message of one of the stores, as it would read it; null when nothing can be billed. */
  sample: { storeName: string; text: string } | null;
  holdSeconds: number;
  /** When the messages would leave, the hold and the night counted; null: at once. */
  leavesAt: Date | null;
}

/**
 * What a clerk is to see before an issue, beside the totals.
 *
 * @throws DomainError IMPORT_NOT_FOUND
 */
export async function getLastLook(actor: DistributorActor, importId: string): Promise<LastLook> {
  const { distributorId } = actor;
  if (!(await findImport(db(), distributorId, importId))) {
    throw new DomainError<ImportErrorCode>("IMPORT_NOT_FOUND");
  }
  const { holdSeconds } = await readSettings(db(), distributorId);
  const row = await findSampleRow(db(), importId);
  const floor = new Date((await now()).getTime() + holdSeconds * 1000);
  return {
    sample: row && (await previewBill(actor, row)),
    holdSeconds,
    leavesAt: await whenMessagesLeave(db(), distributorId, floor),
  };
}
