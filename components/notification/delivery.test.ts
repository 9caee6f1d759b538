import { expect, test } from "vitest";
import { isUnderWay, troubleOf } from "./delivery.ts";

test.each([
  [null, null],
  ["slot missed by 12 ms", null],
  ["channel created", null],
  ["channel-not-found: no trade relationship behind it", "channel"],
  ["sender-not-member: x", "sender"],
  ["API token refused", "token"],
  ["rate limit", "limit"],
  ["refused: 400105", "refused"],
  ["no answer within 5000 ms", "connection"],
  ["HTTP 503", "connection"],
])("troubleOf(%j) is %j", (lastError, trouble) => {
  expect(troubleOf(lastError)).toBe(trouble);
});

test("a message is under way until it was sent, dropped or has failed", () => {
  expect(isUnderWay({ state: "RETRYING" })).toBe(true);
  expect(isUnderWay({ state: "SENT" })).toBe(false);
  expect(isUnderWay({ state: "FAILED" })).toBe(false);
});
