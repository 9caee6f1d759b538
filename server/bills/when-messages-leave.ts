import type { Tx } from "#server/platform/db.ts";
import { readMessagePolicy } from "./message-policy.repository.ts";
import { firstMomentByDay } from "./message-policy.rules.ts";

/**
 * When a distributor's bills and reminders leave if they are queued now: in the morning when it is night, and not
 * before `floor` (the time in which a batch can be taken back), which may itself fall into the night. Null: at once.
 */
export async function whenMessagesLeave(tx: Tx, distributorId: string, floor?: Date): Promise<Date | null> {
  const { policy, at } = await readMessagePolicy(tx, distributorId);
  const ready = floor && floor > at ? floor : at;
  const leavesAt = firstMomentByDay(ready, policy.night);
  return leavesAt > at ? leavesAt : null;
}
