import { z } from "zod";
import { billSorts, type ListBillsInput, listBillsInput } from "#server/bills/bill.schema.ts";

/** The list's conditions as the address holds them. `collection` counts for active bills alone. */
export const billFilters = {
  status: "ACTIVE",
  search: "",
  from: "",
  to: "",
  collection: "ALL",
  sort: "NEWEST",
  batch: "",
};
export type BillFilterName = keyof typeof billFilters;

export const uncovered = "UNCOVERED";

const billPageSize = 50;

/** What to ask the server for; whatever the address holds that is not a condition counts as not given. */
export function billListInput(values: Readonly<Record<BillFilterName, string>>) {
  const { shape } = listBillsInput;
  const status = shape.status.safeParse(values.status).data ?? "ACTIVE";
  return {
    status,
    sort: sortOf(values.sort, status),
    uncoveredOnly: status === "ACTIVE" && values.collection === uncovered,
    search: values.search.trim().slice(0, 100),
    billBatchId: idOf(values.batch),
    issuedFromOn: shape.issuedFromOn.safeParse(values.from).data ?? null,
    issuedToOn: shape.issuedToOn.safeParse(values.to).data ?? null,
    limit: billPageSize,
  };
}

/** The orders that a list of this status can have: only active bills are sorted by more than their age. */
export function sortsOf(status: ListBillsInput["status"]): readonly ListBillsInput["sort"][] {
  return status === "ACTIVE" ? billSorts : ["NEWEST", "OLDEST"];
}

function sortOf(asked: string, status: ListBillsInput["status"]): ListBillsInput["sort"] {
  return sortsOf(status).find((sort) => sort === asked) ?? "NEWEST";
}

/** A page's search parameters as conditions. */
export function billFilterValues(
  params: Readonly<Record<string, string | string[] | undefined>>,
): Record<BillFilterName, string> {
  const names = Object.keys(billFilters) as BillFilterName[];
  const entries = names.map((name) => {
    const given = params[name];
    return [name, (Array.isArray(given) ? given[0] : given) ?? billFilters[name]];
  });
  return Object.fromEntries(entries) as Record<BillFilterName, string>;
}

/** A UUID that anyone may have typed; null when it is none. */
export function idOf(text: string): string | null {
  return z.uuid().safeParse(text).data ?? null;
}
