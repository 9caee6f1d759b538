import { recordAudit } from "#server/audit/record-audit.ts";
import { queueNotifications } from "#server/notifications/queue-notifications.ts";
import { transaction } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import * as repository from "./bill.repository.ts";

/** Within it a bill is not reminded again: protects a store from a second click and from two clerks. */
export const reminderQuietHours = 12;

export interface RemindersSent {
  /** Reminders queued now. */
  queued: number;
  /** Not queued, as one was asked for within the quiet period. */
  recent: number;
}

/**
 * Reminds the stores whose active bill has a remaining amount: all, or those of `billIds`. Bills that are covered,
 * ended or another distributor's are passed over. Whether the bill is still uncovered is looked at again when the
 * message leaves.
 */
export async function sendUnpaidReminders(
  actor: DistributorActor,
  billIds: string[] | null,
): Promise<RemindersSent> {
  return transaction(async (tx) => {
    const uncovered = await repository.lockUncoveredBills(tx, actor.distributorId, billIds);
    const reminders = await repository.insertReminders(tx, {
      billIds: uncovered,
      requestedBy: actor.userId,
      quietHours: reminderQuietHours,
    });
    await queueNotifications(
      tx,
      reminders.map((reminder) => ({
        kind: "UNPAID_REMINDER",
        recipient: "STORE",
        eventId: reminder.id,
        tradeRelationshipId: reminder.tradeRelationshipId,
        billId: reminder.billId,
      })),
    );
    if (reminders.length > 0) {
      await recordAudit(tx, {
        actorId: actor.userId,
        distributorId: actor.distributorId,
        action: "bill.remind",
        subjectId: reminders.length === 1 ? (reminders[0]?.billId ?? null) : null,
        details: { count: reminders.length },
      });
    }
    return { queued: reminders.length, recent: uncovered.length - reminders.length };
  }, 60_000);
}
