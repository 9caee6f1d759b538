import fc from "fast-check";
import { expect, it } from "vitest";
import { expectHandled, fuzzedFiles } from "./fuzz.fixtures.ts";

// Tens of thousands: `npm run bench -- import-fuzz`.
it("handles whatever is uploaded: refused with a code of ours, or read", async () => {
  const outcomes = new Set<string>();
  const property = fc.asyncProperty(fuzzedFiles, async (file) => {
    outcomes.add(await expectHandled(file));
  });
  await fc.assert(property, { numRuns: 600, seed: 20_261_122 });
  // What it tries is neither all refused nor all read.
  expect(outcomes.size).toBeGreaterThan(5);
  expect(outcomes).toContain("read");
});
