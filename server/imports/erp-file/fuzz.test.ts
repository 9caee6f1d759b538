import fc from "fast-check";
import { expect, it } from "vitest";
import { DomainError } from "#server/platform/errors.ts";
import { importErrorCodes } from "../import.errors.ts";
import { fileDelimiters, fileEncodings } from "./mapping.schema.ts";
import { rowProblemSchema } from "./problem.schema.ts";
import { type ReadFile, readFile, readFixture } from "./test-support.ts";

const RUNS = { numRuns: 200 };
const fixtures = [
  "receivables-ledger-cp949.csv",
  "billing-list-utf8-bom.csv",
  "unicode-text-utf16.txt",
  "faulty-rows-utf8.csv",
].map(readFixture);

const overrides = fc.record({
  encoding: fc.option(fc.constantFrom(...fileEncodings), { nil: undefined, freq: 3 }),
  delimiter: fc.option(fc.constantFrom(...fileDelimiters), { nil: undefined, freq: 3 }),
  headerLineNo: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined, freq: 3 }),
});

const edit = fc.oneof(
  fc.record({ at: fc.nat(), remove: fc.nat({ max: 40 }), insert: fc.uint8Array({ maxLength: 8 }) }),
  fc.record({
    at: fc.nat(),
    remove: fc.constant(0),
    insert: fc
      .constantFrom(
        '"',
        ",",
        "\n",
        "\r",
        "\t",
        ";",
        "\0",
        "=",
        "△",
        "\uFEFF",
        "9".repeat(40),
        ",".repeat(600),
      )
      .map((text) => new TextEncoder().encode(text)),
  }),
);
type Edit = { at: number; remove: number; insert: Uint8Array };

function mutate(bytes: Uint8Array, edits: readonly Edit[]): Uint8Array {
  return edits.reduce<Uint8Array>((before, { at, remove, insert }) => {
    const start = before.length === 0 ? 0 : at % before.length;
    return new Uint8Array([...before.subarray(0, start), ...insert, ...before.subarray(start + remove)]);
  }, bytes);
}

/** Either refused with a code of ours, or read into rows that the database can hold. */
async function expectToBeHandled(bytes: Uint8Array, options: Parameters<typeof readFile>[1]): Promise<void> {
  let file: ReadFile;
  try {
    file = await readFile(bytes, options);
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    expect(importErrorCodes).toContain((error as DomainError).code);
    return;
  }
  let lineNo = file.layout.headerLineNo;
  for (const row of file.rows) {
    expect(row.lineNo).toBeGreaterThan(lineNo);
    lineNo = row.lineNo;
    const isBillable =
      row.disposition === "bill" && row.problems.every((problem) => problem.severity !== "error");
    if (isBillable) expect(row.amountWon).toBeGreaterThan(0n);
    for (const problem of row.problems) rowProblemSchema.parse(problem);
    const texts = [row.customerCode, row.customerName, row.memo, ...row.problems.map((p) => p.value ?? "")];
    for (const text of texts)
      expect(text === null || (text.isWellFormed() && !text.includes("\0"))).toBe(true);
  }
}

it("never fails otherwise than by a DomainError on random bytes", async () => {
  const bytes = fc.uint8Array({ maxLength: 3_000, size: "max" });
  await fc.assert(fc.asyncProperty(bytes, overrides, expectToBeHandled), RUNS);
});

it("never fails otherwise than by a DomainError on mutated exports", async () => {
  const mutated = fc
    .tuple(fc.constantFrom(...fixtures), fc.array(edit, { minLength: 1, maxLength: 6 }))
    .map(([bytes, edits]) => mutate(bytes, edits));
  await fc.assert(fc.asyncProperty(mutated, overrides, expectToBeHandled), RUNS);
});

it("never fails otherwise than by a DomainError on a truncated export", async () => {
  const truncated = fc
    .tuple(fc.constantFrom(...fixtures), fc.nat())
    .map(([bytes, at]) => bytes.subarray(0, at % bytes.length));
  await fc.assert(fc.asyncProperty(truncated, fc.constant({}), expectToBeHandled), RUNS);
});
