import { expect, test } from "vitest";
import { type LinkFacts, linkReasonOf } from "./link-reason.ts";

const none: LinkFacts = { linkedAt: null, billIssuedAt: null, lastBillStatus: null, lastBillEndedAt: null };
const issued = "2026-10-01T00:00:00Z";
const linked = "2026-10-05T00:00:00Z";

test.each([
  ["BEFORE_FIRST_BILL", none, {}],
  ["DURING_BILL", { ...none, billIssuedAt: issued }, { billIssuedAt: new Date(issued) }],
  [
    "AFTER_CANCELLATION",
    { ...none, lastBillStatus: "CANCELED" as const, lastBillEndedAt: linked },
    { canceledAt: new Date(linked) },
  ],
  [
    "LINKED_BY_HAND",
    { ...none, linkedAt: linked, billIssuedAt: issued },
    { linkedAt: new Date(linked), billIssuedAt: new Date(issued) },
  ],
  [
    "UNLINKED_BY_HAND",
    { ...none, linkedAt: linked, lastBillStatus: "ACTIVE" as const },
    { linkedAt: new Date(linked) },
  ],
])("%s", (code, facts, named) => {
  expect(linkReasonOf(facts)).toEqual({ code, ...named });
});
