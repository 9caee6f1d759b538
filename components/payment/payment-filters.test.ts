import { expect, test } from "vitest";
import { paymentConditions, paymentFilters } from "./payment-filters.ts";

test("an address without filters asks for everything", () => {
  expect(paymentConditions(paymentFilters)).toEqual({
    search: "",
    fromOn: null,
    toOn: null,
    tradeRelationshipId: null,
  });
});

test.each([
  ["2026-02-28", "2026-02-28"],
  ["2026-02-30", null],
  ["2026-13-01", null],
  ["yesterday", null],
])("a first day of %j is asked for as %j", (from, fromOn) => {
  expect(paymentConditions({ ...paymentFilters, from }).fromOn).toBe(fromOn);
});

test("a customer that is no id is left out", () => {
  const id = "019a0000-0000-7000-8000-000000000001";
  expect(paymentConditions({ ...paymentFilters, tradeRelationship: id }).tradeRelationshipId).toBe(id);
  expect(paymentConditions({ ...paymentFilters, tradeRelationship: "1" }).tradeRelationshipId).toBeNull();
});
