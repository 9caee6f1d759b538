import { z } from "zod";

/** A page of a list: at most `limit` rows after `cursor`, which is the previous page's `nextCursor`:
 * the last row's id, unless the list is ordered by something else and says so. */
export const pageInput = z.object({
  cursor: z.uuid().nullish(),
  limit: z.number().int().min(1).max(200).default(50),
});

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Makes a page of `limit + 1` rows read: the extra row only says that there is more. */
export function toPage<T>(rows: T[], limit: number, cursorOf: (last: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
