import assert from "node:assert/strict";
import fc from "fast-check";
import { DomainError } from "#server/platform/errors.ts";
import { importErrorCodes } from "../import.errors.ts";
import type { InterpretedRow } from "./interpret.ts";
import { fileDelimiters, fileEncodings } from "./mapping.schema.ts";
import { rowProblemSchema } from "./problem.schema.ts";
import { type ReadFile, readFile, readFixture, utf8 } from "./test-support.ts";
import { bookParts, rowsOf, zipOf } from "./xlsx/xlsx.fixtures.ts";

/** A file that no ERP wrote, and what a clerk might say about it. */
export type FuzzedFile = { bytes: Uint8Array; options: Parameters<typeof readFile>[1] };

const texts = [
  "receivables-ledger-cp949.csv",
  "billing-list-utf8-bom.csv",
  "unicode-text-utf16.txt",
  "faulty-rows-utf8.csv",
  "two-line-header-semicolon-cp949.csv",
].map(readFixture);

const book = bookParts({
  sheets: {
    표지: rowsOf([["한빛식자재 2026년 10월"]]),
    청구: `${rowsOf([["거래처코드", "거래처명", "청구금액", "시작일"]])}
      <row r="3"><c r="A3" s="1"><v>1</v></c><c r="B3" t="s"><v>0</v></c><c r="C3" s="0"><v>646000</v></c><c r="D3" s="2"><v>46296</v></c></row>
      <row r="4"><c r="A4" t="str"><v>00002</v></c><c r="B4" t="s"><v>1</v></c><c r="C4"><v>-5.5E2</v></c><c r="D4" t="e"><v>#N/A</v></c></row>`,
  },
  strings: ["행복한분식", "을지로 뷁스테이크"],
  formats: ["General", "00000", "yyyy-mm-dd"],
});

const said = fc.record(
  {
    encoding: fc.constantFrom(...fileEncodings),
    delimiter: fc.constantFrom(...fileDelimiters),
    headerLineNo: fc.integer({ min: 1, max: 30 }),
    sheet: fc.constantFrom("청구", "표지", "없음"),
  },
  { requiredKeys: [] },
);
const overrides = fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: said });

const textPieces = [
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
];
const xmlPieces = [
  "<",
  ">",
  "&#0;",
  "&#x110000;",
  "&#xD800;",
  "_x0000_",
  "_xDC00_",
  "<row>",
  "</c>",
  "<!--",
  "<![CDATA[",
  'r="ZZZ1"',
  't="s"',
  '"',
  "'",
];

type Edit = { at: number; remove: number; insert: Uint8Array };

function edits(pieces: readonly string[]): fc.Arbitrary<Edit[]> {
  const edit = fc.oneof(
    fc.record({ at: fc.nat(), remove: fc.nat({ max: 40 }), insert: fc.uint8Array({ maxLength: 8 }) }),
    fc.record({ at: fc.nat(), remove: fc.constant(0), insert: fc.constantFrom(...pieces).map(utf8) }),
  );
  return fc.array(edit, { minLength: 1, maxLength: 6 });
}

function mutate(bytes: Uint8Array, changes: readonly Edit[]): Uint8Array {
  return changes.reduce<Uint8Array>((before, { at, remove, insert }) => {
    const start = before.length === 0 ? 0 : at % before.length;
    return Buffer.concat([before.subarray(0, start), insert, before.subarray(start + remove)]);
  }, bytes);
}

const bytes = fc.oneof(
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 3_000, size: "max" }) },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constantFrom(...texts), edits(textPieces)).map(([file, e]) => mutate(file, e)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...texts), fc.nat())
      .map(([file, at]) => file.subarray(0, at % file.length)),
  },
  // Two exports put together.
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...texts), fc.constantFrom(...texts))
      .map((two) => Buffer.concat(two)),
  },
  { weight: 1, arbitrary: edits(xmlPieces).map((e) => mutate(zipOf(book), e)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat({ max: book.length - 1 }), edits(xmlPieces))
      .map(([which, e]) =>
        zipOf(
          book.map((part, i) =>
            i === which ? { ...part, content: mutate(Buffer.from(part.content), e) } : part,
          ),
        ),
      ),
  },
);

/** Random bytes, mutated and cut exports, exports put together, workbooks with broken bytes or broken parts. */
export const fuzzedFiles: fc.Arbitrary<FuzzedFile> = fc.record({ bytes, options: overrides });

/**
 * Reads such a file. Either it is refused with a code of ours, whole, or it is read into rows that the database holds.
 * @returns the code, or `read`
 * @throws AssertionError, or whatever the reader should not have thrown
 */
export async function expectHandled({ bytes, options }: FuzzedFile): Promise<string> {
  let file: ReadFile;
  try {
    file = await readFile(bytes, options);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    assert.ok((importErrorCodes as readonly string[]).includes(error.code), `unknown code ${error.code}`);
    for (const detail of Object.values(error.details)) assert.ok(isStorable(String(detail)), "details");
    return error.code;
  }
  const { sheet, sheetNames, columns, sampleRows } = file.layout;
  for (const text of [...sheetNames, ...columns, ...sampleRows.flatMap((row) => row.cells)]) {
    assert.ok(sheet === null || isStorable(text), "a workbook's texts");
  }
  let lineNo = file.layout.headerLineNo;
  for (const row of file.rows) {
    assert.ok(row.lineNo > lineNo, "lines in order");
    lineNo = row.lineNo;
    expectSound(row);
  }
  return "read";
}

function expectSound(row: InterpretedRow): void {
  for (const problem of row.problems) rowProblemSchema.parse(problem);
  const hasError = row.problems.some((problem) => problem.severity === "error");
  if (row.disposition === "bill" && !hasError)
    assert.ok((row.amountWon ?? 0n) > 0n, "a bill without an amount");
  const texts = [row.customerCode, row.customerName, row.memo, ...row.problems.map((p) => p.value ?? "")];
  for (const text of texts)
    assert.ok(text === null || isStorable(text), "Postgres keeps neither NUL nor half a pair");
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
