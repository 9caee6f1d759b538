import { trpc } from "#components/trpc/client.ts";
import { paymentConditions } from "./payment-filters.ts";

const WATCHED_MS = 20_000;
/** A refetch asks for every page again: with more pages the reader is reading, not watching. */
const WATCHED_PAGES = 1;

/** 수납 내역 by page, newest transfer first; asked again now and then, as money comes in at any time. */
export function usePayments(values: Parameters<typeof paymentConditions>[0]) {
  return trpc.payment.list.useInfiniteQuery(
    { ...paymentConditions(values), limit: 50 },
    {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: (previous) => previous,
      refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= WATCHED_PAGES ? WATCHED_MS : false),
    },
  );
}
