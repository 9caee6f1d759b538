import { describe, expect, it } from "vitest";
import { seoulInstant } from "./calendar.ts";
import { collectedWon } from "./collected.ts";
import type { DemoBill, DemoWorld } from "./model.ts";
import { notificationsOf } from "./notifications.ts";
import { settle } from "./settlements.ts";
import { createWorld } from "./world.ts";

// The demo is relative to today: it must be whole on whatever day it begins.
const beginnings = [
  ["2026-11-23", "05:12:09"],
  ["2026-03-01", "00:00:30"],
  ["2026-01-01", "00:06:00"],
  ["2026-02-18", "12:00:00"],
  ["2026-05-14", "09:00:00"],
  ["2026-10-13", "23:59:59"],
  ["2027-03-01", "08:00:00"],
  ["2028-02-29", "18:30:00"],
] as const;

function stateOf(bill: DemoBill, now: Date): "covered" | "partly" | "untouched" {
  const collected = collectedWon(bill, now);
  if (collected >= bill.amountWon) return "covered";
  return collected > 0n ? "partly" : "untouched";
}

function activeBills(world: DemoWorld): DemoBill[] {
  return world.bills.filter(({ end }) => !end);
}

describe.each(beginnings)("the demo that begins on %s at %s", (day, time) => {
  const now = seoulInstant(day, time);
  const world = createWorld(now);

  it("knows nothing of the future", () => {
    const instants = [
      ...world.bills.flatMap(({ issuedAt, end }) => [issuedAt, end?.at ?? issuedAt]),
      ...world.deposits.map(({ receivedAt }) => receivedAt),
      ...world.heldNotices.map(({ receivedAt, dismissed }) => dismissed?.at ?? receivedAt),
      ...world.payments.flatMap(({ links, recordedAt }) => [recordedAt, ...links.map(({ at }) => at)]),
      ...world.relationships.map(({ createdAt }) => createdAt),
      ...world.audits.map(({ at }) => at),
      ...notificationsOf(world).map(({ ended_at }) => ended_at as Date),
      ...settle(world).map(({ closedAt }) => closedAt ?? now),
    ];
    expect(Math.max(...instants.map((at) => at.getTime()))).toBeLessThanOrEqual(now.getTime());
  });

  it("has active bills in every state at both distributors", () => {
    for (const distributor of world.distributors) {
      const own = activeBills(world).filter(({ relationship }) => relationship.distributor === distributor);
      expect(new Set(own.map((bill) => stateOf(bill, now)))).toEqual(
        new Set(["covered", "partly", "untouched"]),
      );
      const overdue = own.filter(({ dueOn }) => dueOn !== null && dueOn < day);
      expect(overdue.some((bill) => stateOf(bill, now) !== "covered")).toBe(true);
      expect(own.some((bill) => collectedWon(bill, now) > bill.amountWon)).toBe(true);
    }
  });

  it("has messages that were sent, that were dropped for each reason, and that failed", () => {
    const rows = notificationsOf(world);
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(["SENT", "DROPPED", "FAILED"]));
    const dropReasons = rows.flatMap(({ drop_reason }) => (drop_reason ? [drop_reason] : []));
    expect(dropReasons.toSorted()).toEqual(["BILL_CANCELED", "BILL_COVERED", "BILL_NOTICE_NOT_SENT"]);
    expect(rows.filter(({ state }) => state === "FAILED")).toHaveLength(2);
  });

  it("has settlements still to be paid out, and reversals before and after the closing", () => {
    const settlements = settle(world);
    expect(settlements.some(({ closedAt }) => !closedAt)).toBe(true);
    const items = settlements.flatMap((settlement) => settlement.items);
    const reasons = items.flatMap(({ reversal, reason }) => (reversal ? [reason] : []));
    expect(new Set(reasons)).toEqual(new Set(["IN_TIME", "LATE_NOTICE"]));
    expect(items.some(({ payment, reason }) => payment && reason === "LATE_NOTICE")).toBe(true);
  });
});

it("is the same for the same instant", () => {
  const now = seoulInstant("2026-11-23", "05:12:09");
  const ids = () => {
    const world = createWorld(now);
    return [...world.bills, ...world.payments, ...world.audits.map(({ subjectId }) => ({ id: subjectId }))];
  };
  expect(ids().map(({ id }) => id)).toEqual(ids().map(({ id }) => id));
});
