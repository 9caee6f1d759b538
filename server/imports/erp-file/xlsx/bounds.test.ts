import { describe, expect, it } from "vitest";
import { readLayout } from "../layout.ts";
import { collectRows } from "../test-support.ts";
import { bookOf, bookParts, rowsOf, zipOf } from "./xlsx.fixtures.ts";

const header = ["거래처코드", "거래처명", "청구금액"];

function rowsOfSheet(bytes: Uint8Array) {
  return collectRows(bytes, { encoding: "utf-8", delimiter: "," });
}

describe("workbooks made to hurt", () => {
  const parts = bookParts({ sheets: { A: rowsOf([header, ["1", "가", "1"]]) } });
  const withSheet = (sheet: Partial<(typeof parts)[number]>) =>
    zipOf(parts.map((part) => (part.name.includes("sheet1") ? { ...part, ...sheet } : part)));

  it("refuses one that says it is small and unpacks huge, or says that it is huge", async () => {
    const content = Buffer.alloc(64 * 1024 * 1024, "<row/>");
    const bomb = withSheet({ content, declaredBytes: 1_000 });
    expect(bomb.length).toBeLessThan(300_000);
    const refused = { code: "IMPORT_XLSX_TOO_LARGE", details: { part: "xl/worksheets/sheet1.xml" } };
    await expect(readLayout(bomb)).rejects.toMatchObject(refused);
    await expect(readLayout(withSheet({ declaredBytes: 3 * 1024 ** 3 }))).rejects.toMatchObject(refused);
  });

  it("refuses one whose few texts are shown by too many cells", async () => {
    const row = `<row>${'<c t="s"><v>0</v></c>'.repeat(2)}</row>`;
    const bytes = bookOf({ sheets: { A: row.repeat(2_500) }, strings: ["가".repeat(30_000)] });
    await expect(rowsOfSheet(bytes)).rejects.toMatchObject({ code: "IMPORT_XLSX_TOO_LARGE" });
  });

  it("refuses columns and cells beyond the bounds, naming line, column and value", async () => {
    const wide = bookOf({ sheets: { A: '<row r="7"><c r="BXX7"><v>42</v></c></row>' } });
    await expect(rowsOfSheet(wide)).rejects.toMatchObject({
      code: "IMPORT_TOO_MANY_COLUMNS",
      details: { lineNo: 7, columnCount: 2_000, maxColumns: 500, value: "42" },
    });
    const long = bookOf({ sheets: { A: rowsOf([["a", "가".repeat(70_000)]]) } });
    await expect(rowsOfSheet(long)).rejects.toMatchObject({
      code: "IMPORT_ROW_TOO_LONG",
      details: { lineNo: 1, columnNo: 2, value: "가".repeat(30) },
    });
  });

  it.each([
    ["rows out of order", '<row r="2"/><row r="1"><c><v>1</v></c></row>'],
    ["a row far below", '<row r="99999999999"><c><v>1</v></c></row>'],
    ["a cell outside its row", '<row r="1"><c><v>1</v></c></row><c><v>1</v></c></row>'],
    ["a text that is none", '<row><c t="s"><v>7</v></c></row>'],
    ["a document type", "<!DOCTYPE x [<!ENTITY a 'b'>]>"],
    ["an open end", '<row><c r="A1'],
  ])("refuses %s as damaged", async (_, rows) => {
    const content = rows.startsWith("<!") ? rows : `<worksheet><sheetData>${rows}`;
    await expect(rowsOfSheet(withSheet({ content }))).rejects.toMatchObject({
      code: "IMPORT_XLSX_DAMAGED",
      details: { part: "xl/worksheets/sheet1.xml" },
    });
  });

  it("takes no quadratic time over long tags and number formats", async () => {
    const long = "a".repeat(900_000);
    for (const row of [
      `<row ' ${long}>`,
      `<row><c r='A1' ${long}="1" ${long}/></row>`,
      `<row b="${long}"/>`,
    ]) {
      await rowsOfSheet(bookOf({ sheets: { A: row } })).catch((error: unknown) => {
        expect(error).toMatchObject({ code: "IMPORT_XLSX_DAMAGED" });
      });
    }
    const book = bookOf({
      sheets: { A: '<row><c s="0"><v>7</v></c></row>' },
      formats: ["[".repeat(900_000)],
    });
    expect(await rowsOfSheet(book)).toEqual([{ lineNo: 1, cells: ["7"] }]);
  });

  it("refuses what is cut off, altered, or lacks its parts", async () => {
    const damaged = { code: "IMPORT_XLSX_DAMAGED" };
    const whole = zipOf(parts);
    await expect(readLayout(whole.subarray(0, whole.length - 30))).rejects.toMatchObject(damaged);
    await expect(readLayout(withSheet({ crc: 1 }))).rejects.toMatchObject(damaged);
    await expect(readLayout(withSheet({ declaredBytes: 100_000 }))).rejects.toMatchObject(damaged);
    await expect(readLayout(zipOf([...parts, ...parts]))).rejects.toMatchObject(damaged);
    await expect(readLayout(zipOf([{ name: "xl/workbook2.xml", content: "" }]))).rejects.toMatchObject(
      damaged,
    );
  });
});
