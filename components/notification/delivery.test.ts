import { expect, test } from "vitest";
import { en } from "#components/i18n/messages/en/index.ts";
import { ko } from "#components/i18n/messages/ko/index.ts";
import { troubles } from "#server/notifications/notification.schema.ts";
import { isUnderWay, troubleToTell } from "./delivery.ts";

test("what a worker mends by itself is not told in a list; what keeps a message from its reader is", () => {
  expect(troubleToTell({ trouble: "slot-missed" })).toBeNull();
  expect(troubleToTell({ trouble: "no-answer" })).toBe("no-answer");
  expect(troubleToTell({ trouble: null })).toBeNull();
});

test.each([ko, en])("each trouble has its words, and what an operator does about it", (messages) => {
  expect(Object.keys(messages.notification.trouble).sort()).toEqual([...troubles].sort());
  expect(Object.keys(messages.adminNotification.todo).sort()).toEqual([...troubles, "unknown"].sort());
});

test("a message is under way until it was sent, dropped or has failed", () => {
  expect(isUnderWay({ state: "RETRYING" })).toBe(true);
  expect(isUnderWay({ state: "SENT" })).toBe(false);
  expect(isUnderWay({ state: "FAILED" })).toBe(false);
});
