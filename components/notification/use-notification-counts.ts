import { trpc } from "#components/trpc/client.ts";
import type { NotificationCounts } from "./notification.types.ts";

const MOVING_MS = 2_000;
const STILL_MS = 30_000;

export function isQueueMoving(counts: NotificationCounts | undefined): boolean {
  return counts !== undefined && counts.queued + counts.sending + counts.retrying > 0;
}

/** Asked often while messages are under way, else now and then: somebody else may bill or pay. */
export function useNotificationCounts() {
  return trpc.notification.counts.useQuery(undefined, {
    refetchInterval: ({ state }) => (isQueueMoving(state.data) ? MOVING_MS : STILL_MS),
  });
}
