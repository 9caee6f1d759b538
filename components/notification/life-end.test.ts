import { expect, test } from "vitest";
import { endWithoutEvent } from "./life-end.ts";
import { slotTime } from "./slot-time.ts";

const endedAt = new Date("2026-11-22T05:05:09.220Z");
const sent = { state: "SENT", endedAt, attempts: 2, trouble: "no-answer", events: [] } as const;

test("a message that ended before lives were written down has its end told", () => {
  expect(endWithoutEvent({ ...sent, events: [] })).toMatchObject([
    { at: endedAt, outcome: "SENT", trouble: null },
  ]);
  expect(endWithoutEvent({ ...sent, state: "FAILED", events: [] })).toMatchObject([
    { outcome: "FAILED", trouble: "no-answer" },
  ]);
});

test("nothing is told twice, and nothing before its time", () => {
  const event = {
    id: "1",
    at: endedAt,
    attempt: 2,
    outcome: "SENT",
    slotAt: endedAt,
    detail: null,
    trouble: null,
  };
  expect(endWithoutEvent({ ...sent, events: [event] })).toEqual([]);
  expect(endWithoutEvent({ ...sent, state: "QUEUED", endedAt: null, events: [] })).toEqual([]);
});

test("a slot is told by Seoul's clock, to the millisecond", () => {
  expect(slotTime(endedAt)).toBe("14:05:09.220");
});
