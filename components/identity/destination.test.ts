import { describe, expect, it } from "vitest";
import { destinationOf, formFor } from "./destination.ts";

describe("destinationOf", () => {
  it.each([
    ["/store/bills/1?from=chat#top", "/store/bills/1?from=chat#top"],
    ["/store", "/store"],
    ["/store/../store/payments", "/store/payments"],
  ])("a store goes on to %s", (next, expected) => expect(destinationOf("STORE", next)).toBe(expected));

  it.each([
    undefined,
    "",
    "/",
    "/login?next=/login",
    "/distributor/bills",
    "/storefront",
    "/store/../admin",
    "/store/%2e%2e/admin",
    "//evil.example/store",
    "/\\evil.example/store",
    "\\\\evil.example/store",
    "/\t/evil.example/store",
    "https://evil.example/store",
    "javascript:alert(1)",
    "store",
    "http://[",
  ])("a store is not sent to %j", (next) => expect(destinationOf("STORE", next)).toBe("/store"));

  it("knows each role's first page", () => {
    expect(destinationOf("ADMIN", "/store")).toBe("/admin");
    expect(destinationOf("DISTRIBUTOR", "/distributor/bills/import")).toBe("/distributor/bills/import");
  });
});

it("formFor shows the desk's form to those who come from a desk page", () => {
  expect(formFor("/admin/deposits")).toBe("staff");
  expect(formFor("/distributor")).toBe("staff");
  expect(formFor("/store/payments")).toBe("store");
  expect(formFor(undefined)).toBe("store");
});
