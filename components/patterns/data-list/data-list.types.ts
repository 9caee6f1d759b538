import type { ReactNode } from "react";

/** A tRPC infinite query over pages of `{items, nextCursor}`: pass what `useInfiniteQuery` returned. */
export type KeysetQuery<Row> = {
  data: { pages: readonly { items: readonly Row[] }[] } | undefined;
  error: unknown;
  isPending: boolean;
  isFetchingNextPage: boolean;
  isPlaceholderData: boolean;
  hasNextPage: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
};

export type DataListColumn<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** `end` for money and counts. */
  align?: "start" | "end";
  /** A CSS length; columns without one share the rest. */
  width?: string;
  /** Where it goes when a phone shows the row as a card: `title` and `figure` side by side on top, a `line` of its own with its header before it, or nowhere. */
  card?: "title" | "figure" | "line" | "hidden";
};

export type DataListProps<Row> = {
  /** What is listed, for screen readers: "청구서". */
  label: string;
  query: KeysetQuery<Row>;
  columns: readonly DataListColumn<Row>[];
  rowKey: (row: Row) => string;
  /** Makes the whole row a link, by the `title` column (or the first). */
  rowHref?: (row: Row) => string;
  /** Greys a row that is over: cancelled, expired. */
  rowMuted?: (row: Row) => boolean;
  /** Shown when there is nothing and no filter is set. */
  empty?: ReactNode;
  /** With `onResetFilters`, an empty list says that the filters may be why. */
  filtered?: boolean;
  onResetFilters?: () => void;
  /** Adds check boxes; returns the buttons of the bar that appears over the list once something is selected. */
  bulkActions?: (rows: readonly Row[], clear: () => void) => ReactNode;
  isSelectable?: (row: Row) => boolean;
};
