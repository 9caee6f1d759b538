import { trpc } from "#components/trpc/client.ts";
import { isUnderWay } from "./delivery.ts";
import { type NotificationConditions, notificationListInput } from "./notification-filters.ts";

const MOVING_MS = 2_500;
/** A refetch asks for every page again: with more than these the reader is reading, not watching. */
const WATCHED_PAGES = 2;

/** Messages by page, newest first; asked again while one that is shown is under way. */
export function useNotifications(conditions: NotificationConditions) {
  return trpc.notification.list.useInfiniteQuery(notificationListInput(conditions), {
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
    refetchInterval: ({ state }) => {
      const pages = state.data?.pages ?? [];
      const moving = pages.some((page) => page.items.some(isUnderWay));
      return moving && pages.length <= WATCHED_PAGES ? MOVING_MS : false;
    },
  });
}
