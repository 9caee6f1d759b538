import { describe, expect, test } from "vitest";
import { detailTexts, domainFailureOf } from "./error-text.ts";
import { FORMATTERS } from "./formatter.ts";

describe("domainFailureOf", () => {
  test("takes the domain's code and details", () => {
    const error = {
      data: { code: "CONFLICT", domain: { code: "BILL_NOT_ACTIVE", details: { billId: "b" } } },
    };
    expect(domainFailureOf(error)).toEqual({ code: "BILL_NOT_ACTIVE", details: { billId: "b" } });
  });

  test.each([
    ["UNAUTHORIZED", "UNAUTHENTICATED"],
    ["BAD_REQUEST", "VALIDATION"],
    ["TOO_MANY_REQUESTS", "RATE_LIMITED"],
    ["INTERNAL_SERVER_ERROR", "INTERNAL"],
  ])("without one, tRPC's %s means %s", (trpc, code) => {
    expect(domainFailureOf({ data: { code: trpc } }).code).toBe(code);
  });

  test.each([undefined, null, "text", new Error("fetch failed")])("anything else is internal", (error) => {
    expect(domainFailureOf(error)).toEqual({ code: "INTERNAL", details: {} });
  });
});

test("details are told by the endings of their names", () => {
  const details = {
    amountWon: "1000",
    feeWon: 10n,
    dueOn: "2026-11-22",
    issuedAt: "2026-11-22T01:00:00Z",
    rows: 3,
    of: 20n,
  };
  expect(detailTexts({ ...details, name: "한식당", unknownAt: "soon", gone: null }, FORMATTERS.ko)).toEqual({
    amountWon: "1,000원",
    feeWon: "10원",
    dueOn: "2026년 11월 22일",
    issuedAt: "2026년 11월 22일 10:00",
    rows: 3,
    of: "20",
    name: "한식당",
    unknownAt: "soon",
    gone: "",
  });
});
