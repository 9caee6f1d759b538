import { describe, expect, it } from "vitest";
import { readFile, readFixture, sumWon } from "./test-support.ts";

const NAMES = [
  "행복한분식",
  "을지로 뷁스테이크",
  "똠얌하우스 연남",
  "한솥밥상 본점",
  "김가네 국수",
  "청담 갈비",
  "바다횟집",
  "우리동네 치킨",
  "봄날카페",
  "펲시칼리 피자",
  "남도밥상",
  "제주흑돼지",
  "명동칼국수",
  "서울숲 베이커리",
  "햏복주점",
  "강릉순두부",
  "마포숯불",
  "성수브런치",
  "부산밀면",
  "전주비빔밥",
];
const CODES = NAMES.map((_, i) => String(i + 1).padStart(5, "0"));

describe("receivables ledger (CP949, title, totals and print-time rows)", () => {
  const bytes = readFixture("receivables-ledger-cp949.csv");

  it("proposes the balance, and offers the other money columns", async () => {
    const { layout } = await readFile(bytes);
    expect(layout).toMatchObject({
      encoding: "cp949",
      delimiter: ",",
      headerLineNo: 2,
      columns: [
        "거래처코드",
        "거래처명",
        "사업자등록번호",
        "전월미수금",
        "당월매출액",
        "당월입금액",
        "미수잔액",
      ],
      mapping: {
        customerCode: 0,
        customerName: 1,
        businessNumber: 2,
        amountColumns: [{ index: 6, sign: 1 }],
      },
      moneyColumns: [3, 4, 5, 6],
      titlePeriod: { startOn: "2026-10-01", endOn: "2026-10-31" },
    });
  });

  it("reads 20 customers, skips the negative balance, and knows the two rows below for what they are", async () => {
    const { rows } = await readFile(bytes);
    const customers = rows.filter((row) => row.disposition !== "footer");
    expect(customers.map((row) => row.customerCode)).toEqual(CODES);
    expect(customers.map((row) => row.customerName)).toEqual(NAMES);
    expect(customers.every((row) => /^\d{10}$/.test(row.businessNumber ?? ""))).toBe(true);
    expect(customers.map((row) => row.lineNo)).toEqual(CODES.map((_, i) => i + 3));
    expect(sumWon(customers)).toBe(27_022_430n);
    expect(rows.filter((row) => row.disposition === "footer").map((row) => row.lineNo)).toEqual([23, 24]);

    const skipped = rows.filter((row) => row.disposition === "skip");
    expect(skipped).toMatchObject([
      {
        lineNo: 9,
        amountWon: -120_000n,
        problems: [{ code: "AMOUNT_NEGATIVE", severity: "note", column: 6, value: "△120,000" }],
      },
    ]);
    expect(rows.filter((row) => row.disposition === "bill").flatMap((row) => row.problems)).toEqual([]);
  });

  it("bills last balance + this month's sales where the clerk chooses that, less what came in", async () => {
    const { layout } = await readFile(bytes);
    const sum = { ...layout.mapping, amountColumns: [3, 4].map((index) => ({ index, sign: 1 as const })) };
    const { rows } = await readFile(bytes, { mapping: sum });
    expect(sumWon(rows)).toBe(2_298_000n + 34_720_447n);
    expect(rows.filter((row) => row.disposition === "bill")).toHaveLength(20);

    const less = { ...sum, amountColumns: [...sum.amountColumns, { index: 5, sign: -1 as const }] };
    expect(sumWon((await readFile(bytes, { mapping: less })).rows)).toBe(27_022_430n);
  });
});

describe("billing list (UTF-8 with BOM, five ways to write money and dates)", () => {
  it("reads every row alike", async () => {
    const { layout, rows } = await readFile(readFixture("billing-list-utf8-bom.csv"));
    expect(layout).toMatchObject({
      encoding: "utf-8",
      delimiter: ",",
      headerLineNo: 1,
      mapping: {
        customerCode: 0,
        customerName: 1,
        businessNumber: 2,
        amountColumns: [{ index: 3, sign: 1 }],
        periodStart: 4,
        periodEnd: 5,
        memo: 6,
      },
      moneyColumns: [3],
      titlePeriod: null,
    });
    expect(layout.columns[0]).toBe("거래처코드");
    expect(rows.map((row) => row.customerCode)).toEqual(CODES);
    expect(rows.map((row) => row.customerName)).toEqual(NAMES);
    expect(rows.every((row) => row.periodStartOn === "2026-10-01" && row.periodEndOn === "2026-10-31")).toBe(
      true,
    );
    expect(rows.every((row) => row.disposition === "bill" && row.problems.length === 0)).toBe(true);
    expect(rows.slice(0, 5).map((row) => row.amountWon)).toEqual([
      646_000n,
      2_430_000n,
      656_000n,
      2_975_000n,
      3_981_000n,
    ]);
    expect(sumWon(rows)).toBe(45_650_000n);
    expect(rows.map((row) => row.memo).slice(0, 3)).toEqual([null, "10월 거래대금", "10월 거래대금"]);
  });
});

describe("Excel's Unicode text (UTF-16LE, tabs, no-break spaces)", () => {
  it("reads every row", async () => {
    const { layout, rows } = await readFile(readFixture("unicode-text-utf16.txt"));
    expect(layout).toMatchObject({
      encoding: "utf-16le",
      delimiter: "\t",
      headerLineNo: 1,
      columns: ["코드", "상호", "합계금액", "적요"],
      mapping: { customerCode: 0, customerName: 1, amountColumns: [{ index: 2, sign: 1 }], memo: 3 },
    });
    expect(rows.map((row) => row.customerCode)).toEqual(CODES);
    expect(rows.map((row) => row.customerName)).toEqual(NAMES);
    expect(rows.map((row) => row.amountWon)).toEqual(NAMES.map((_, i) => 370_200n + BigInt(i) * 123_400n));
    expect(rows.every((row) => row.problems.length === 0 && row.memo === "10월분 식자재")).toBe(true);
  });
});

describe("a list with a header of two lines (CP949, semicolons, subtotals, the header on each page)", () => {
  it("bills the balance, and knows what is no customer", async () => {
    const { layout, rows } = await readFile(readFixture("two-line-header-semicolon-cp949.csv"));
    expect(layout).toMatchObject({
      encoding: "cp949",
      delimiter: ";",
      headerLineNo: 5,
      columns: ["거래처 코드", "거래처 이름", "당월 매출", "당월 입금", "당월 반품", "미수잔액"],
      mapping: { customerCode: 0, customerName: 1, amountColumns: [{ index: 5, sign: 1 }] },
      moneyColumns: [2, 3, 4, 5],
      titlePeriod: { startOn: "2026-10-01", endOn: "2026-10-31" },
    });
    expect(rows.map((row) => [row.lineNo, row.disposition, row.amountWon])).toEqual([
      [6, "bill", 1_000n],
      [7, "bill", 1_400n],
      [8, "skip", -300n],
      ...[9, 10, 11].map((lineNo) => [lineNo, "footer", null]),
      [12, "bill", 10_000n],
      ...[13, 14, 15].map((lineNo) => [lineNo, "footer", null]),
    ]);
  });

  it("adds and takes off the columns that the clerk chooses", async () => {
    const amountColumns = [2, 3, 4].map((index) => ({
      index,
      sign: index === 3 ? (-1 as const) : (1 as const),
    }));
    const { rows } = await readFile(readFixture("two-line-header-semicolon-cp949.csv"), {
      mapping: { customerCode: 0, amountColumns },
    });
    expect(rows.filter((row) => row.disposition === "bill").map((row) => row.amountWon)).toEqual([
      1_000n,
      1_400n,
      10_000n,
    ]);
  });
});

describe("faulty rows", () => {
  it("finds each fault, and nothing else", async () => {
    const { rows } = await readFile(readFixture("faulty-rows-utf8.csv"));
    const found = rows.map((row) => [
      row.lineNo,
      row.disposition,
      row.amountWon,
      row.problems.map(({ code, severity, column, value }) => [code, severity, column, value]),
    ]);
    expect(found).toEqual([
      [2, "bill", 1_000_000n, []],
      [3, "bill", 500_000n, []],
      [4, "bill", 300_000n, []],
      [5, "bill", null, [["AMOUNT_EMPTY", "error", 2, ""]]],
      [6, "skip", -5_000n, [["AMOUNT_NEGATIVE", "note", 2, "-5000"]]],
      [7, "skip", 0n, [["AMOUNT_ZERO", "note", 2, "0"]]],
      [8, "bill", null, [["AMOUNT_NOT_A_NUMBER", "error", 2, "12만원"]]],
      [9, "bill", null, [["AMOUNT_NOT_A_NUMBER", "error", 2, "1e6"]]],
      [10, "bill", 70_000n, []],
      [11, "bill", null, [["AMOUNT_TOO_LARGE", "error", 2, "9223372036854775808"]]],
      [12, "bill", null, [["AMOUNT_FRACTION", "error", 2, "1234.5"]]],
      [13, "bill", 88_000n, []],
      [14, "bill", 1_000n, []],
      [15, "bill", 15_000n, [["QUOTE_UNCLOSED", "error", 2, "15000"]]],
    ]);
    expect(rows[11]).toMatchObject({ customerCode: null, customerName: "펲시칼리 피자" });
    expect(rows[12]).toMatchObject({ customerCode: "00011", customerName: '=HYPERLINK("http://x")' });
  });
});
