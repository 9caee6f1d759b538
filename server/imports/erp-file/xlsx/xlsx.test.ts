import fc from "fast-check";
import { readSheet as readByLibrary } from "read-excel-file/universal";
import { describe, expect, it } from "vitest";
import writeWorkbook from "write-excel-file/node";
import { readLayout } from "../layout.ts";
import { collectRows, readFile } from "../test-support.ts";
import { bookOf, rowsOf } from "./xlsx.fixtures.ts";

const text = { encoding: "utf-8", delimiter: "," } as const;

function rowsOfSheet(bytes: Uint8Array, sheet?: string) {
  return collectRows(bytes, { ...text, sheet });
}

async function cellsOf(row: string, options: Omit<Parameters<typeof bookOf>[0], "sheets"> = {}) {
  const rows = await rowsOfSheet(bookOf({ ...options, sheets: { Sheet1: `<row>${row}</row>` } }));
  return rows[0]?.cells;
}

const header = ["거래처코드", "거래처명", "청구금액"];

describe("a workbook of Excel's own shape", () => {
  const day = new Date(Date.UTC(2026, 9, 1));
  const table = [
    ["한빛식자재 청구 목록", null, null, null, null],
    [],
    ["거래처코드", "거래처명", "청구금액", "시작일", "비고"],
    ["00001", "행복한분식", 1_234_000, day, '큰따옴표 " & <꺾쇠>'],
    ["00002", " 을지로\u00a0뷁스테이크 ", 0.1 + 0.2, day, "두\n줄"],
    [null, null, null, null, null],
    ["합계", null, 1_234_000.3, null, null],
  ];

  async function write(): Promise<Uint8Array> {
    const cell = (value: string | number | Date | null | undefined) => {
      if (value === null || value === undefined) return null;
      if (typeof value === "string") return { value, type: String };
      if (typeof value === "number") return { value, type: Number, format: "#,##0" };
      return { value, type: Date, format: "yyyy-mm-dd" };
    };
    return (await writeWorkbook(table.map((row) => row.map(cell)))).toBuffer();
  }

  it("reads what was written, and lines are Excel's", async () => {
    expect(await rowsOfSheet(await write())).toEqual([
      { lineNo: 1, cells: ["한빛식자재 청구 목록"] },
      { lineNo: 3, cells: ["거래처코드", "거래처명", "청구금액", "시작일", "비고"] },
      { lineNo: 4, cells: ["00001", "행복한분식", "1234000", "2026-10-01", '큰따옴표 " & <꺾쇠>'] },
      { lineNo: 5, cells: ["00002", " 을지로\u00a0뷁스테이크 ", "0.3", "2026-10-01", "두\n줄"] },
      { lineNo: 7, cells: ["합계", "", "1234000.3"] },
    ]);
  });

  it("reads the same texts as another reader does", async () => {
    const texts = [
      ["거래처코드", "이름", "비고"],
      ["00001", "가 & 나", " <앞뒤> "],
      ["00002", "나\n다", "😀"],
    ];
    const cells = texts.map((row) => row.map((value) => ({ value, type: String })));
    const bytes = new Uint8Array(await (await writeWorkbook(cells)).toBuffer());
    expect(await readByLibrary(new Blob([bytes]), { trim: false })).toEqual(texts);
    expect((await rowsOfSheet(bytes)).map((row) => row.cells)).toEqual(texts);
  });

  it("finds header, rows and the totals row", async () => {
    const { layout, rows } = await readFile(await write());
    expect(layout).toMatchObject({
      sheet: "Sheet1",
      sheetNames: ["Sheet1"],
      headerLineNo: 3,
      mapping: {
        customerCode: 0,
        customerName: 1,
        amountColumns: [{ index: 2, sign: 1 }],
        periodStart: 3,
        memo: 4,
      },
    });
    expect(
      rows.map((row) => [row.lineNo, row.disposition, row.amountWon, row.problems.map((p) => p.code)]),
    ).toEqual([
      [4, "bill", 1_234_000n, []],
      [5, "bill", null, ["AMOUNT_FRACTION"]],
      [7, "footer", null, []],
    ]);
    expect(rows[0]).toMatchObject({ customerCode: "00001", periodStartOn: "2026-10-01" });
  });
});

describe("cells", () => {
  it("shows numbers as Excel does: masks keep leading zeros, days are days", async () => {
    const formats = [
      "General",
      "00000",
      "000-00-00000",
      "#,##0",
      "yyyy-mm-dd",
      "[$-412]yyyy&quot;년&quot; m&quot;월&quot; d&quot;일&quot;",
      "yyyy/m/d h:mm",
      "#,##0&quot;원/day&quot;",
    ];
    const values = [1234, 42, 4_959_868_919, 1_234_000, 46_296, 46_296, 46_296.5, 500];
    const row = values.map((value, i) => `<c s="${i}"><v>${value}</v></c>`).join("");
    expect(await cellsOf(row, { formats })).toEqual([
      "1234",
      "00042",
      "495-98-68919",
      "1234000",
      "2026-10-01",
      "2026-10-01",
      "2026-10-01 12:00",
      "500",
    ]);
  });

  it("counts days from 1904 where the workbook does", async () => {
    const row = '<c s="0"><v>44834</v></c>';
    expect(await cellsOf(row, { formats: ["yyyy-mm-dd"], bookProperties: 'date1904="1"' })).toEqual([
      "2026-10-01",
    ]);
  });

  it.each([
    ["9007199254740993", "9007199254740993"],
    ["9223372036854775808", "9223372036854775808"],
    ["1E+20", "100000000000000000000"],
    ["1234000.0000000002", "1234000"],
    ["1234.5", "1234.5"],
    ["-5000", "-5000"],
    ["x", "x"],
  ])("reads the number %s as %s", async (value, expected) => {
    expect(await cellsOf(`<c><v>${value}</v></c>`)).toEqual([expected]);
  });

  it("reads shared, rich and inline texts, errors and booleans; skips reading aids", async () => {
    const row = [
      '<c t="s"><v>0</v></c>',
      '<c t="inlineStr"><is><r><t>부분</t></r><r><t xml:space="preserve"> 둘</t></r><rPh><t>읽기</t></rPh></is></c>',
      '<c t="str"><f>A1&amp;"x"</f><v>식_x000D_줄 &#xAC00;&lt;</v></c>',
      '<c t="e"><v>#N/A</v></c>',
      '<c t="b"><v>1</v></c>',
      '<c t="d"><v>2026-10-01</v></c>',
      "<c t='inlineStr'><is><t><![CDATA[<덩이>]]></t></is></c>",
    ].join("");
    expect(await cellsOf(row, { strings: ["공유 &amp; 글"] })).toEqual([
      "공유 & 글",
      "부분 둘",
      "식\r줄 가<",
      "#N/A",
      "TRUE",
      "2026-10-01",
      "<덩이>",
    ]);
  });

  it("puts cells where their addresses say, and ignores formatted blanks", async () => {
    const rows = `<row r="5" spans="1:9"><c r="B5" t="inlineStr"><is><t>비</t></is></c><c r="XFD5" s="0"/></row><x:row xmlns:x="y" r="9"><x:c r='A9'><x:v>1</x:v></x:c></x:row>`;
    expect(await rowsOfSheet(bookOf({ sheets: { A: rows } }))).toEqual([
      { lineNo: 5, cells: ["", "비"] },
      { lineNo: 9, cells: ["1"] },
    ]);
  });
});

it("reads back a written table, whatever its texts, through every size of piece", async () => {
  const cell = fc.string({
    unit: fc.constantFrom("가", "1", "<", "&", '"', "'", "\n", " ", "_x0041_", "😀", "]]>"),
    maxLength: 8,
  });
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 30 });
  const inXml = (value: string) =>
    value.replace(/[<>&]/g, (char) => `&#${char.charCodeAt(0)};`).replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_");
  const property = fc.asyncProperty(table, fc.nat({ max: 70_000 }), async (rows, padding) => {
    const sheet = `<!--${"-.".repeat(padding / 2)}-->${rowsOf(rows.map((cells) => cells.map(inXml)))}`;
    const read = await rowsOfSheet(bookOf({ sheets: { A: sheet } }));
    const trimmed = rows.map((cells) => {
      const shown = cells.map((value) => (value.trim() === "" ? "" : value));
      return shown.slice(0, shown.findLastIndex((value) => value !== "") + 1);
    });
    expect(read.map((row) => row.cells)).toEqual(trimmed.filter((cells) => cells.length > 0));
  });
  await fc.assert(property, { numRuns: 60 });
});

describe("several sheets", () => {
  const sheets = {
    표지: rowsOf([["한빛식자재"], ["2026년 10월"]]),
    "10월 &amp; 청구": rowsOf([header, ["00001", "행복한분식", "1000"]]),
    "9월": rowsOf([header, ["00001", "행복한분식", "900"]]),
    숨김: rowsOf([header, ["00001", "행복한분식", "1"]]),
  };
  const bytes = bookOf({ sheets, sheetState: { 숨김: "hidden" } });

  it("takes the first that has a header, and offers those that are visible", async () => {
    const layout = await readLayout(bytes);
    expect(layout).toMatchObject({ sheet: "10월 & 청구", sheetNames: ["표지", "10월 & 청구", "9월"] });
    expect(layout.sampleRows[0]?.cells[2]).toBe("1000");
  });

  it("takes the one that the clerk names", async () => {
    const { layout, rows } = await readFile(bytes, { sheet: "9월" });
    expect(layout.sheet).toBe("9월");
    expect(rows.map((row) => row.amountWon)).toEqual([900n]);
    await expect(readLayout(bytes, { sheet: "표지" })).rejects.toMatchObject({
      code: "IMPORT_HEADER_NOT_FOUND",
      details: { sheet: "표지", head: "한빛식자재\n2026년 10월" },
    });
    await expect(readLayout(bytes, { sheet: "11월" })).rejects.toMatchObject({
      code: "IMPORT_SHEET_NOT_FOUND",
      details: { sheet: "11월", sheetNames: "표지 / 10월 & 청구 / 9월" },
    });
  });

  it("refuses a workbook without a cell as empty", async () => {
    await expect(readLayout(bookOf({ sheets: { A: "", B: "<row/>" } }))).rejects.toMatchObject({
      code: "IMPORT_EMPTY",
    });
  });
});
