import { expect, test } from "vitest";
import { toOverlay, withEdits } from "./overlay.ts";

const overlay = toOverlay([
  { lineNo: 3, column: 1, value: "고침" },
  { lineNo: 3, column: 4, value: "5" },
]);

test("lays the edits of a line over its cells, beyond the end of a short row too", () => {
  const raw = { lineNo: 3, cells: ["a", "b"] };
  expect(withEdits(raw, overlay)).toEqual({ lineNo: 3, cells: ["a", "고침", "", "", "5"] });
  expect(raw.cells).toEqual(["a", "b"]);
});

test("leaves other lines, and what the reader said of a line, as they are", () => {
  const other = { lineNo: 4, cells: ["a"] };
  expect(withEdits(other, overlay)).toBe(other);
  const faults = [{ code: "QUOTE_MALFORMED" as const, lineNo: 3 }];
  expect(withEdits({ lineNo: 3, cells: [], faults }, overlay).faults).toBe(faults);
});
