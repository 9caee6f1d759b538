import type { ListBillsInput } from "./bill.schema.ts";

// The orders of the bill list, and the cursors that lead through each of them by key.

export type BillSort = ListBillsInput["sort"];

/** By amount, due date and store only active bills are sorted: of those there is one a store, however long the history. */
export function sortOf({ sort, status }: Pick<ListBillsInput, "sort" | "status">): BillSort {
  return status === "ACTIVE" || sort === "OLDEST" ? sort : "NEWEST";
}

/** Where the next page begins: the last row's id and, `:` between them, what the list is sorted by. */
export function billCursor(
  sort: BillSort,
  bill: { id: string; amountWon: bigint; dueOn: string | null; storeName: string },
): string {
  switch (sort) {
    case "NEWEST":
    case "OLDEST":
      return bill.id;
    case "AMOUNT_HIGH":
    case "AMOUNT_LOW":
      return `${bill.id}:${bill.amountWon}`;
    case "DUE":
      return `${bill.id}:${bill.dueOn ?? "infinity"}`;
    case "STORE":
      return `${bill.id}:${bill.storeName}`;
  }
}

export function readBillCursor(cursor: string): { id: string; value: string } {
  return { id: cursor.slice(0, 36), value: cursor.slice(37) };
}
