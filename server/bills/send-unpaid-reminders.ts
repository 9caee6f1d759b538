import { recordAudit } from "#server/audit/record-audit.ts";
import { queueNotifications } from "#server/notifications/queue-notifications.ts";
import { type Tx, transaction } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { readMessagePolicy } from "./message-policy.repository.ts";
import * as repository from "./reminder.repository.ts";
import { whenMessagesLeave } from "./when-messages-leave.ts";

export interface RemindersSent {
  /** Reminders queued now. */
  queued: number;
  /** Not queued: their store was reminded within the quiet period. */
  recent: number;
  /** Not queued: their store is never reminded. */
  off: number;
  /** When they leave; null: at once. */
  leavesAt: Date | null;
  /** Of a selection: each bill of it that is not reminded, and why. */
  notReminded: { billId: string; storeName: string; reason: repository.NotReminded }[];
}

/**
 * Reminds the stores whose active bill has a remaining amount: all, or those of `billIds`. Bills that are covered or
 * ended, stores that are never reminded or were lately, are passed over; another distributor's bills are not even
 * named. Whether the bill is still uncovered, and by how much, is looked at again when the message leaves.
 */
export async function sendUnpaidReminders(
  actor: DistributorActor,
  billIds: string[] | null,
): Promise<RemindersSent> {
  return transaction((tx) => remindStores(tx, { ...actor, billIds }), 60_000);
}

/** The same in the caller's transaction; userId null: the distributor's schedule does it. */
export async function remindStores(
  tx: Tx,
  {
    distributorId,
    userId,
    billIds,
  }: { distributorId: string; userId: string | null; billIds: string[] | null },
): Promise<RemindersSent> {
  const uncovered = await repository.lockUncoveredBills(tx, distributorId, billIds);
  // After the locks: time spent waiting for them may have led into the night.
  const { quietHours } = (await readMessagePolicy(tx, distributorId)).policy;
  const leavesAt = await whenMessagesLeave(tx, distributorId);
  const reminder = { billIds: uncovered, requestedBy: userId, quietHours, notBefore: leavesAt };
  const outcomes = await repository.insertReminders(tx, reminder);
  const queued = await queueReminders(tx, outcomes, leavesAt);
  if (queued > 0) {
    await recordAudit(tx, {
      actorId: userId,
      distributorId,
      action: "bill.remind",
      subjectId: billIds?.length === 1 ? (billIds[0] ?? null) : null,
      details: { count: queued },
    });
  }
  const needless = billIds ? await repository.listNeedless(tx, distributorId, billIds, uncovered) : [];
  return {
    queued,
    recent: outcomes.filter(({ notReminded }) => notReminded === "RECENT").length,
    off: outcomes.filter(({ notReminded }) => notReminded === "REMINDERS_OFF").length,
    leavesAt: queued > 0 ? leavesAt : null,
    notReminded: billIds ? [...outcomes, ...needless].flatMap(notDone) : [],
  };
}

async function queueReminders(
  tx: Tx,
  outcomes: repository.ReminderOutcome[],
  leavesAt: Date | null,
): Promise<number> {
  const requests = outcomes.flatMap(({ reminderId, tradeRelationshipId, billId }) =>
    reminderId === null
      ? []
      : {
          kind: "UNPAID_REMINDER" as const,
          recipient: "STORE" as const,
          eventId: reminderId,
          tradeRelationshipId,
          billId,
          ...(leavesAt ? { notBefore: leavesAt } : {}),
        },
  );
  await queueNotifications(tx, requests);
  return requests.length;
}

function notDone({ billId, storeName, notReminded }: repository.ReminderOutcome) {
  return notReminded === null ? [] : [{ billId, storeName, reason: notReminded }];
}
