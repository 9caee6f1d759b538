import { db, type Tx, transaction } from "#server/platform/db.ts";
import {
  listDueSchedules,
  readMessagePolicy,
  setScheduleDueAt,
  takeDueSchedule,
} from "./message-policy.repository.ts";
import { nextOccurrence } from "./message-policy.rules.ts";
import { remindStores } from "./send-unpaid-reminders.ts";

/**
 * Runs the reminder schedules that are due, each in a transaction of its own that also sets when it is due next: so a
 * run happens once, whoever asks how often, and one that was missed while nothing ran is made up for once, not once a
 * time missed. One distributor's failure does not hold up the others; it is thrown at the end.
 */
export async function runReminderSchedules(): Promise<{ distributors: number; queued: number }> {
  const ran = { distributors: 0, queued: 0 };
  const failures: unknown[] = [];
  for (const distributorId of await listDueSchedules(db())) {
    try {
      const queued = await transaction((tx) => runSchedule(tx, distributorId), 60_000);
      if (queued === null) continue;
      ran.distributors += 1;
      ran.queued += queued;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, "reminder schedules failed");
  return ran;
}

/** How many reminders it queued; null when it is no longer due. */
async function runSchedule(tx: Tx, distributorId: string): Promise<number | null> {
  if (!(await takeDueSchedule(tx, distributorId))) return null;
  const { policy, at } = await readMessagePolicy(tx, distributorId);
  await setScheduleDueAt(tx, distributorId, nextOccurrence(policy.schedule, at));
  return (await remindStores(tx, { distributorId, userId: null, billIds: null })).queued;
}
