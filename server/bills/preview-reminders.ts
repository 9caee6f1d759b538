import { previewMessage } from "#server/notifications/preview-message.ts";
import { db } from "#server/platform/db.ts";
import type { DistributorActor } from "#server/trpc/actor.ts";
import { readMessagePolicy } from "./message-policy.repository.ts";
import * as repository from "./reminder.repository.ts";
import { whenMessagesLeave } from "./when-messages-leave.ts";

export interface RemindersPreview extends Omit<repository.ReminderForecast, "sampleBillId"> {
  quietHours: number;
  /** When they would leave; null: at once. */
  leavesAt: Date | null;
  /** The text as one of the stores would read it now; null when none would be reminded. */
  sample: { storeName: string; text: string } | null;
  /** Stores among them that paid without a bill since theirs was issued, up to `markedLimit`. */
  paidWithoutBill: repository.PaidWithoutBill[];
}

const markedLimit = 100;

/** What reminding all, or the stores of these bills, would do now. Changes nothing. */
export async function previewReminders(
  actor: DistributorActor,
  billIds: string[] | null,
): Promise<RemindersPreview> {
  const { distributorId } = actor;
  const { quietHours } = (await readMessagePolicy(db(), distributorId)).policy;
  const { sampleBillId, ...counts } = await repository.forecastReminders(
    db(),
    distributorId,
    billIds,
    quietHours,
  );
  return {
    ...counts,
    quietHours,
    leavesAt: await whenMessagesLeave(db(), distributorId),
    sample: sampleBillId === null ? null : await previewMessage("UNPAID_REMINDER", sampleBillId),
    paidWithoutBill: await repository.listPaidWithoutBill(db(), distributorId, billIds, markedLimit),
  };
}
