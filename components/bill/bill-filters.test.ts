import { expect, test } from "vitest";
import { listBillsInput } from "#server/bills/bill.schema.ts";
import { billFilters, billFilterValues, billListInput } from "./bill-filters.ts";

test("without conditions the active bills are listed", () => {
  expect(billListInput(billFilterValues({}))).toEqual({
    status: "ACTIVE",
    sort: "NEWEST",
    uncoveredOnly: false,
    search: "",
    billBatchId: null,
    issuedFromOn: null,
    issuedToOn: null,
    limit: 50,
  });
});

test("conditions in the address are asked for", () => {
  const batch = "019123ab-4567-7abc-8def-0123456789ab";
  const values = billFilterValues({ status: "ALL", search: ["국수", "x"], from: "2026-11-01", batch });
  expect(billListInput(values)).toMatchObject({
    status: "ALL",
    search: "국수",
    issuedFromOn: "2026-11-01",
    billBatchId: batch,
  });
});

test("what an address may hold besides is never sent", () => {
  const input = billListInput({
    status: "PAID",
    search: "가".repeat(300),
    from: "yesterday",
    to: "2026-02-30",
    collection: "UNCOVERED",
    sort: "COLOUR",
    batch: "1",
  });
  expect(listBillsInput.parse(input)).toMatchObject({
    status: "ACTIVE",
    sort: "NEWEST",
    billBatchId: null,
    issuedFromOn: null,
    issuedToOn: null,
  });
});

test("only active bills are sorted by more than their age", () => {
  const sorted = { ...billFilters, sort: "STORE" };
  expect(billListInput(sorted).sort).toBe("STORE");
  expect(billListInput({ ...sorted, status: "ALL" }).sort).toBe("NEWEST");
  expect(billListInput({ ...sorted, sort: "OLDEST", status: "ALL" }).sort).toBe("OLDEST");
});

test("only active bills can be uncovered", () => {
  expect(billListInput({ ...billFilters, collection: "UNCOVERED" }).uncoveredOnly).toBe(true);
  expect(billListInput({ ...billFilters, collection: "UNCOVERED", status: "ALL" }).uncoveredOnly).toBe(false);
});
