import { recordAudit } from "#server/audit/record-audit.ts";
import { type BillsCanceled, cancelBillsIn } from "#server/bills/cancel-bills.ts";
import { type Tx, transaction } from "#server/platform/db.ts";
import { DomainError } from "#server/platform/errors.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import * as batches from "./batch.repository.ts";
import type { ImportErrorCode } from "./import.errors.ts";
import type { CancelBatchInput } from "./import.schema.ts";

/** 100,000 bills, on a slow machine. */
const CANCEL_TIMEOUT_MS = 180_000;

/**
 * Cancels what is still active of a batch (rule R6: what these bills replaced does not come back). Bills to which money
 * has come in stay, unless `includePaid`.
 *
 * @throws DomainError BATCH_NOT_FOUND
 */
export function cancelBatch(actor: DistributorActor, cancel: CancelBatchInput): Promise<BillsCanceled> {
  return transaction(async (tx) => {
    await lockBatch(tx, actor, cancel.billBatchId);
    return cancelBills(tx, actor, cancel, "billBatch.cancel");
  }, CANCEL_TIMEOUT_MS);
}

/**
 * Takes a batch back while its messages are held: its bills are cancelled, and no store hears of them. The bills were
 * issued all the same, and anyone may have looked: so, as with every cancellation (rule R6), what they replaced stays
 * expired, and the stores have no active bill until the next issue.
 *
 * @throws DomainError BATCH_NOT_FOUND; BATCH_HOLD_OVER when a message may have left, or none was held
 */
export function takeBackBatch(actor: DistributorActor, cancel: CancelBatchInput): Promise<BillsCanceled> {
  return transaction(async (tx) => {
    const batch = await lockBatch(tx, actor, cancel.billBatchId);
    if (batch.takenBackAt) return { canceled: 0, leavesAt: null, notCanceled: [] }; // a second click
    const result = await cancelBills(tx, actor, cancel, "billBatch.takeBack");
    // Looked at last: in a large batch the hold may end while its bills are being cancelled.
    if (!(await batches.markTakenBack(tx, cancel.billBatchId))) {
      throw new DomainError<ImportErrorCode>("BATCH_HOLD_OVER");
    }
    return result;
  }, CANCEL_TIMEOUT_MS);
}

async function lockBatch(tx: Tx, actor: DistributorActor, billBatchId: string): Promise<batches.LockedBatch> {
  const batch = await batches.lockBatch(tx, actor.distributorId, billBatchId);
  if (!batch) throw new DomainError<ImportErrorCode>("BATCH_NOT_FOUND");
  return batch;
}

async function cancelBills(
  tx: Tx,
  actor: DistributorActor,
  { billBatchId, reason, includePaid }: CancelBatchInput,
  action: string,
): Promise<BillsCanceled> {
  const billIds = await batches.listActiveBills(tx, billBatchId);
  const result = await cancelBillsIn(tx, actor, { billIds, reason, includePaid });
  await recordAudit(tx, {
    actorId: actor.userId,
    distributorId: actor.distributorId,
    action,
    subjectId: billBatchId,
    details: { reason, count: result.canceled, keptCount: result.notCanceled.length },
  });
  return result;
}
