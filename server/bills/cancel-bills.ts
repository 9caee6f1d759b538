import { recordAudits } from "#server/audit/record-audit.ts";
import { queueNotifications } from "#server/notifications/queue-notifications.ts";
import { type Tx, transaction } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import * as repository from "./bill.repository.ts";
import { whenMessagesLeave } from "./when-messages-leave.ts";

export interface BillsCanceled {
  canceled: number;
  /** When the stores are told; null: at once. */
  leavesAt: Date | null;
  /** Each bill that stays as it is, and why. */
  notCanceled: { billId: string; storeName: string; reason: repository.NotCanceled }[];
}

/**
 * Cancels what can be cancelled of a selection, and tells each store (rule R6). A bill that has ended stays as it is; so
 * does one to which money has come in, unless `includePaid`. Another distributor's bills are not even named.
 */
export async function cancelBills(
  actor: DistributorActor,
  cancel: { billIds: string[]; reason: string; includePaid: boolean },
): Promise<BillsCanceled> {
  return transaction((tx) => cancelBillsIn(tx, actor, cancel), 60_000);
}

/** The same in the caller's transaction. */
export async function cancelBillsIn(
  tx: Tx,
  { distributorId, userId }: DistributorActor,
  cancel: { billIds: string[]; reason: string; includePaid: boolean },
): Promise<BillsCanceled> {
  await repository.lockRelationshipsOf(tx, distributorId, cancel.billIds);
  const outcomes = await repository.cancelActiveBills(tx, { ...cancel, distributorId, canceledBy: userId });
  const canceled = outcomes.filter(({ notCanceled }) => notCanceled === null);
  const leavesAt = await whenMessagesLeave(tx, distributorId);
  await queueNotifications(
    tx,
    canceled.map(({ billId, tradeRelationshipId }) => ({
      kind: "BILL_CANCELED",
      recipient: "STORE",
      eventId: billId,
      tradeRelationshipId,
      billId,
      ...(leavesAt ? { notBefore: leavesAt } : {}),
    })),
  );
  await recordAudits(
    tx,
    canceled.map(({ billId }) => ({
      actorId: userId,
      distributorId,
      action: "bill.cancel",
      subjectId: billId,
      details: { reason: cancel.reason },
    })),
  );
  return {
    canceled: canceled.length,
    leavesAt: canceled.length > 0 ? leavesAt : null,
    notCanceled: outcomes.flatMap(({ billId, storeName, notCanceled }) =>
      notCanceled === null ? [] : [{ billId, storeName, reason: notCanceled }],
    ),
  };
}
