import { isUnderWay } from "#components/notification/delivery.ts";
import { trpc } from "#components/trpc/client.ts";
import type { AnyNotification, QueueCounts, QueueStatus, Trouble } from "./admin-notification.types.ts";

const MOVING_MS = 2_000;
const STATUS_MS = 3_000;
const STILL_MS = 20_000;
const ALARMS_MS = 5_000;
/** A refetch asks for every page again: with more than these the reader is reading, not watching. */
const WATCHED_PAGES = 2;

/** As many distributors as are shown at first. */
export const fewDistributors = 5;

function isMoving(counts: QueueCounts | undefined): boolean {
  return counts !== undefined && counts.queued + counts.sending + counts.retrying > 0;
}

/** How the queue of all messages stands; asked often while it moves. */
export function useQueueCounts() {
  return trpc.notification.countsAll.useQuery(undefined, {
    refetchInterval: ({ state }) => (isMoving(state.data) ? MOVING_MS : STILL_MS),
  });
}

function isDraining(status: QueueStatus | undefined): boolean {
  return status?.media.some(({ due, lastMinute }) => due + lastMinute > 0) ?? false;
}

/** The queue by class and by distributor, and the use of the rate; asked often while messages leave. */
export function useQueueStatus(distributors: number) {
  return trpc.notification.queueStatus.useQuery(
    { distributors },
    {
      placeholderData: (previous) => previous,
      refetchInterval: ({ state }) => (isDraining(state.data) ? STATUS_MS : STILL_MS),
    },
  );
}

/** What keeps messages from leaving. */
export function useAlarms() {
  return trpc.notification.alarms.useQuery(undefined, { refetchInterval: ALARMS_MS });
}

export type AnyConditions = {
  state: AnyNotification["state"] | null;
  trouble: Trouble | null;
  distributorId: string | null;
};

/** All messages by page, newest first; asked often while one that is shown is under way, else now and then. */
export function useAllNotifications(conditions: AnyConditions) {
  return trpc.notification.listAll.useInfiniteQuery(
    { ...conditions, limit: 50 },
    {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: (previous) => previous,
      refetchInterval: ({ state: { data } }) => {
        const pages = data?.pages ?? [];
        if (pages.length > WATCHED_PAGES) return false;
        return pages.some((page) => page.items.some(isUnderWay)) ? MOVING_MS : STILL_MS;
      },
    },
  );
}
