import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { MAX_COLUMNS } from "./mapping.schema.ts";
import { readRows } from "./parse.ts";
import { MAX_ROW_CHARS, type RawRow, RowReader } from "./row-reader.ts";
import { collectRows, utf8 } from "./test-support.ts";

const csv = { encoding: "utf-8", delimiter: "," } as const;

async function read(text: string): Promise<RawRow[]> {
  return collectRows(utf8(text), csv);
}

describe("readRows", () => {
  it("keeps cells verbatim, drops blank rows and blank cells at the end", async () => {
    expect(await read(" a ,\u00a0b\r\n\r\n,,\r\nc,,,\r\n,,d")).toEqual([
      { lineNo: 1, cells: [" a ", "\u00a0b"] },
      { lineNo: 4, cells: ["c"] },
      { lineNo: 5, cells: ["", "", "d"] },
    ]);
  });

  it.each(["\n", "\r\n", "\r"])("counts the lines within quotes (line ends %j)", async (eol) => {
    const rows = await read(`a,"x${eol}${eol}y"${eol}b,"1 ""2"" 3"${eol}c${eol}`);
    expect(rows).toEqual([
      { lineNo: 1, cells: ["a", `x${eol}${eol}y`] },
      { lineNo: 4, cells: ["b", '1 "2" 3'] },
      { lineNo: 5, cells: ["c"] },
    ]);
  });

  it("reports a quote that never closes with the line where it opened", async () => {
    expect(await read('a,b\n"x\ny","open\nc,d\n')).toEqual([
      { lineNo: 1, cells: ["a", "b"] },
      { lineNo: 2, cells: ["x\ny", "open\nc,d\n"], faults: [{ code: "QUOTE_UNCLOSED", lineNo: 3 }] },
    ]);
  });

  it("reports a quote that swallowed a line and closed at the next one's", async () => {
    const rows = await read('"1","open\n"2","b"\n"3","c"\n');
    expect(rows[0]).toMatchObject({ lineNo: 1, faults: [{ code: "QUOTE_UNCLOSED", lineNo: 1 }] });
    expect(rows.at(-1)).toEqual({ lineNo: 3, cells: ["3", "c"] });
  });

  it("warns of a quote that was not doubled, and takes a bare one as it is", async () => {
    expect(await read('"12" pizza",1\n12" pizza,2\n')).toEqual([
      { lineNo: 1, cells: ['12" pizza', "1"], faults: [{ code: "QUOTE_MALFORMED", lineNo: 1 }] },
      { lineNo: 2, cells: ['12" pizza', "2"] },
    ]);
  });

  it("refuses a quote that swallows a large part of the file, naming its line", async () => {
    const text = `h\na,"open\n${"b,c\n".repeat(MAX_ROW_CHARS)}`;
    await expect(read(text)).rejects.toMatchObject({
      code: "IMPORT_QUOTE_UNCLOSED",
      details: { lineNo: 2, columnNo: 2, value: "open b,c b,c b,c b,c b,c b,c b" },
    });
  });

  it("refuses a cell of 10 MB and 2,000 columns, naming the line", async () => {
    await expect(read(`h\n1,${"x".repeat(10_000_000)}\n`)).rejects.toMatchObject({
      code: "IMPORT_ROW_TOO_LONG",
      details: { lineNo: 2, columnNo: 2, value: "x".repeat(30), maxChars: MAX_ROW_CHARS },
    });
    await expect(read(`h\n${"1,".repeat(2_000)}\n`)).rejects.toMatchObject({
      code: "IMPORT_TOO_MANY_COLUMNS",
      details: { lineNo: 2, columnCount: 2_000, maxColumns: MAX_COLUMNS, value: "1" },
    });
  });

  it("reads 100,000 rows in batches, from bytes and from a stream", async () => {
    const lines = Array.from(
      { length: 100_000 },
      (_, i) => `${String(i).padStart(6, "0")},상점 ${i},"1,${i % 1000}"`,
    );
    const bytes = utf8(lines.join("\r\n"));
    async function* stream() {
      for (let at = 0; at < bytes.length; at += 100_001) yield bytes.subarray(at, at + 100_001);
    }
    for (const source of [bytes, stream()]) {
      let rowCount = 0;
      for await (const batch of readRows(source, { ...csv, batchRows: 5_000 })) {
        expect(batch.length).toBeLessThanOrEqual(5_000);
        const wrong = batch.find(
          (row, i) => row.lineNo !== rowCount + i + 1 || Number(row.cells[0]) !== rowCount + i,
        );
        expect(wrong).toBeUndefined();
        rowCount += batch.length;
      }
      expect(rowCount).toBe(100_000);
    }
  });

  it("takes no quadratic time over stray quotes before many blanks", async () => {
    const row = `"${'a"'.repeat(10_000)}${" ".repeat(30_000)}\n`;
    await expect(read(row.repeat(100))).resolves.not.toHaveLength(0);
  });

  it("starts below the line it is told", async () => {
    const rows = await collectRows(utf8("title\nhead\nrow\n"), { ...csv, afterLineNo: 2 });
    expect(rows).toEqual([{ lineNo: 3, cells: ["row"] }]);
  });
});

describe("RowReader", () => {
  const cell = fc.string({ unit: fc.constantFrom("가", "1", ",", '"', "\n", " ", "\t", ";"), maxLength: 6 });
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });

  it("reads back a written table, wherever the pieces are cut", () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom("\n", "\r\n"),
        fc.integer({ min: 1, max: 9 }),
        (rows, newline, size) => {
          const text = Papa.unparse(rows, { newline, quotes: true });
          const reader = new RowReader(",");
          const read: RawRow[] = [];
          for (let at = 0; at < text.length; at += size) read.push(...reader.push(text.slice(at, at + size)));
          read.push(...reader.end());

          const trimmed = rows.map((row) =>
            row.slice(0, row.findLastIndex((value) => value.trim() !== "") + 1),
          );
          expect(read.map((row) => row.cells)).toEqual(trimmed.filter((row) => row.length > 0));
          expect(read.every((row) => row.faults === undefined)).toBe(true);
        },
      ),
    );
  });
});
