import { expect, test } from "vitest";
import { errorCodes } from "#server/trpc/error-codes.ts";
import en from "./en/errors.ts";
import ko from "./ko/errors.ts";

test.each([
  ["ko", ko],
  ["en", en],
])("every error that an operation throws has a text in %s", (_language, texts) => {
  expect(errorCodes.length).toBeGreaterThan(30);
  expect(errorCodes.filter((code) => !(code in texts))).toEqual([]);
});
