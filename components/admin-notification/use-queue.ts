import { isUnderWay } from "#components/notification/delivery.ts";
import { trpc } from "#components/trpc/client.ts";
import type { AnyNotification, QueueCounts } from "./admin-notification.types.ts";

const MOVING_MS = 2_000;
const STILL_MS = 20_000;
/** A refetch asks for every page again: with more than these the reader is reading, not watching. */
const WATCHED_PAGES = 2;

function isMoving(counts: QueueCounts | undefined): boolean {
  return counts !== undefined && counts.queued + counts.sending + counts.retrying > 0;
}

/** How the queue of all messages stands; asked often while it moves. */
export function useQueueCounts() {
  return trpc.notification.countsAll.useQuery(undefined, {
    refetchInterval: ({ state }) => (isMoving(state.data) ? MOVING_MS : STILL_MS),
  });
}

/** All messages by page, newest first; asked often while one that is shown is under way, else now and then. */
export function useAllNotifications(state: AnyNotification["state"] | null) {
  return trpc.notification.listAll.useInfiniteQuery(
    { state, limit: 50 },
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
