import { db } from "#server/platform/db.ts";
import type { AdminActor } from "#server/trpc/actor.ts";
import { maxRetriesAtOnce, type RetryFailedInput } from "./notification.schema.ts";
import { countFailed, nextFailed } from "./notification-list.repository.ts";
import { retryNotifications } from "./retry-notification.ts";

export interface RetriedPortion {
  retried: number;
  /** Failed messages of the same kind that come after this portion. */
  remaining: number;
  /** Where the next portion begins; null: there is none. */
  nextAfter: string | null;
}

/** Retries the next portion, at most 1,000, of all messages that failed for a reason; its caller goes on until the end. */
export async function retryFailed(actor: AdminActor, of: RetryFailedInput): Promise<RetriedPortion> {
  const ids = await nextFailed(db(), of, maxRetriesAtOnce);
  const last = ids.at(-1);
  if (last === undefined) return { retried: 0, remaining: 0, nextAfter: null };
  const { retried } = await retryNotifications(actor, ids);
  const remaining = await countFailed(db(), { ...of, after: last });
  return { retried, remaining, nextAfter: remaining > 0 ? last : null };
}
