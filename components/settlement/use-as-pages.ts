import { useMemo } from "react";
import type { KeysetQuery } from "#components/patterns/data-list/data-list.types.ts";

type ListQuery<Row> = Pick<KeysetQuery<Row>, "error" | "isPending" | "isPlaceholderData" | "refetch"> & {
  data: readonly Row[] | undefined;
};

/** A query that answers with a whole, short list, in the shape of a paged one. */
export function useAsPages<Row>(query: ListQuery<Row>): KeysetQuery<Row> {
  const { data, error, isPending, isPlaceholderData, refetch } = query;
  const pages = useMemo(() => data && { pages: [{ items: data }] }, [data]);
  return {
    data: pages,
    error,
    isPending,
    isPlaceholderData,
    refetch,
    isFetchingNextPage: false,
    hasNextPage: false,
    fetchNextPage: () => undefined,
  };
}
