import { describe, expect, it } from "vitest";
import { interpretRow, MAX_MEMO_LENGTH, type RowDefaults } from "./interpret.ts";
import type { ColumnMapping } from "./mapping.schema.ts";
import type { RawRow } from "./row-reader.ts";

const mapping: ColumnMapping = {
  customerCode: 0,
  customerName: 1,
  businessNumber: 2,
  amountColumns: [{ index: 3, sign: 1 }],
  periodStart: 4,
  periodEnd: 5,
  dueOn: 6,
  memo: 7,
};

function interpret(cells: string[], defaults?: RowDefaults, as = mapping) {
  return interpretRow({ lineNo: 7, cells }, as, defaults);
}

function codesOf(cells: string[], as = mapping): string[] {
  return interpret(cells, {}, as).problems.map((problem) => `${problem.severity} ${problem.code}`);
}

describe("interpretRow", () => {
  it("tidies what it reads, and keeps leading zeros", () => {
    const cells = [
      '="０００１"',
      " 행복한\u00a0 분식\n본점 ",
      "495-98-68919",
      "₩1,000",
      "26-10-01",
      "2026.10.31",
      "20261110",
      " =1+1 ",
    ];
    expect(interpret(cells)).toEqual({
      lineNo: 7,
      customerCode: "0001",
      customerName: "행복한 분식 본점",
      businessNumber: "4959868919",
      amountWon: 1_000n,
      periodStartOn: "2026-10-01",
      periodEndOn: "2026-10-31",
      dueOn: "2026-11-10",
      memo: "=1+1",
      disposition: "bill",
      problems: [],
    });
  });

  it("takes the defaults where the row says nothing", () => {
    const defaults = {
      periodStartOn: "2026-10-01",
      periodEndOn: "2026-10-31",
      dueOn: "2026-11-10",
      memo: "10월분",
    };
    expect(interpret(["1", "가", "", "1"], defaults)).toMatchObject(defaults);
    expect(interpret(["1", "가", "", "1", "", "", "2026-12-01", "덤"], defaults)).toMatchObject({
      ...defaults,
      dueOn: "2026-12-01",
      memo: "덤",
    });
  });

  it("reads a period of one cell, and days that lost their format in Excel", () => {
    const one: ColumnMapping = { ...mapping, periodStart: 4, periodEnd: 4 };
    const october = { periodStartOn: "2026-10-01", periodEndOn: "2026-10-31" };
    for (const text of [
      "2026-10-01 ~ 2026-10-31",
      "2026.10.01～2026.10.31",
      "2026-10",
      "202610",
      "2026년 10월",
    ]) {
      expect(interpret(["1", "가", "", "1", text], {}, one)).toMatchObject({ ...october, problems: [] });
    }
    expect(interpret(["1", "가", "", "1", ""], october, one)).toMatchObject(october);
    expect(codesOf(["1", "가", "", "1", "10월"], one)).toEqual(["error PERIOD_START_INVALID"]);
    expect(codesOf(["1", "가", "", "1", "2026-10-31~2026-10-01"], one)).toEqual(["error PERIOD_REVERSED"]);
    expect(interpret(["1", "가", "", "46296", "46296", "46326", "46336"])).toMatchObject({
      ...october,
      amountWon: 46_296n,
      dueOn: "2026-11-10",
    });
  });

  it("names each fault's column and value", () => {
    expect(interpret(["1", "가", "", "12만원", "10월", "2026-02-30", "곧"]).problems).toEqual([
      { code: "AMOUNT_NOT_A_NUMBER", severity: "error", column: 3, value: "12만원" },
      { code: "PERIOD_START_INVALID", severity: "error", column: 4, value: "10월" },
      { code: "PERIOD_END_INVALID", severity: "error", column: 5, value: "2026-02-30" },
      { code: "DUE_ON_INVALID", severity: "error", column: 6, value: "곧" },
    ]);
    expect(codesOf(["1", "가", "", "1", "2026-10-31", "2026-10-01"])).toEqual(["error PERIOD_REVERSED"]);
    expect(codesOf(["1", "가\uFFFD", "", "1"])).toEqual(["error CELL_UNREADABLE"]);
    expect(codesOf(["9".repeat(65), "가", "", "1"])).toEqual(["error CELL_TOO_LONG"]);
  });

  it("needs something that names the customer", () => {
    expect(codesOf(["", " ", "", "1"])).toEqual(["error CUSTOMER_MISSING"]);
    expect(codesOf(["1", "", "495-98-68918", "1"])).toEqual(["warning BUSINESS_NUMBER_INVALID"]);
    expect(codesOf(["", "", "495-98-68918", "1"])).toEqual(["error BUSINESS_NUMBER_INVALID"]);
    expect(codesOf(["", "", "495-98-68919", "1"])).toEqual([]);
  });

  it("adds and takes off columns; empty beside filled is zero", () => {
    const sum: ColumnMapping = {
      customerCode: 0,
      amountColumns: [
        { index: 1, sign: 1 },
        { index: 2, sign: 1 },
        { index: 3, sign: -1 },
      ],
    };
    expect(interpret(["1", "100", "", "30"], {}, sum)).toMatchObject({ amountWon: 70n, disposition: "bill" });
    expect(interpret(["1", "10", "10", "30"], {}, sum)).toMatchObject({
      amountWon: -10n,
      disposition: "skip",
    });
    expect(codesOf(["1", "", "", ""], sum)).toEqual(["error AMOUNT_EMPTY"]);
    expect(codesOf(["1", "1", "x", "1.5"], sum)).toEqual([
      "error AMOUNT_NOT_A_NUMBER",
      "error AMOUNT_FRACTION",
    ]);
    expect(codesOf(["1", "1000000000000", "1", ""], sum)).toEqual(["error AMOUNT_TOO_LARGE"]);
  });

  it("cuts a long memo between characters", () => {
    const row = interpret(["1", "가", "", "1", "", "", "", `${"a".repeat(MAX_MEMO_LENGTH - 1)}😀`]);
    expect(row.memo).toHaveLength(MAX_MEMO_LENGTH);
    expect(row.memo?.isWellFormed()).toBe(true);
    expect(row.problems.map((problem) => problem.code)).toEqual(["MEMO_TOO_LONG"]);
  });

  it("passes the reader's doubts on", () => {
    const raw: RawRow = {
      lineNo: 7,
      cells: ["1", "가", "", "1\n2"],
      faults: [{ code: "QUOTE_UNCLOSED", lineNo: 8 }],
    };
    expect(interpretRow(raw, mapping).problems).toContainEqual({
      code: "QUOTE_UNCLOSED",
      severity: "error",
      column: 3,
      value: "1\n2",
      lineNo: 8,
    });
  });

  it.each([
    [["합계", "", "", "1,000"]],
    [["", "합 계", "", "1,000"]],
    [["[총계]", "", "", "1,000"]],
    [["소계 (20건)", "", "", "1,000"]],
    [["TOTAL", "", "", "1,000"]],
    [["Grand Total:", "", "", "1,000"]],
    [["계", "계", "", "1,000"]],
    [["2026/11/02  오전 9:12:33"]],
    [["출력일시 : 2026-11-02 09:12"]],
    [["Page 1 of 3"]],
    [["- 1 -"]],
    [["1 / 3"]],
    [["-----"]],
    [["", "이하 여백"]],
    [["거래처코드", "거래처명", "사업자번호", "청구금액"]],
  ])("knows %j for no customer", (cells) => {
    expect(interpret(cells)).toMatchObject({ disposition: "footer", amountWon: null, problems: [] });
  });

  it.each([
    [["00021", "계", "", "1,000"], []],
    [["00022", "합계동 식당", "", "1,000"], []],
    [["", "총각네", "", "1,000"], []],
    [["00001"], ["error AMOUNT_EMPTY"]],
    [["20261001", "가"], ["error AMOUNT_EMPTY"]],
    [["", "Page"], ["error AMOUNT_EMPTY"]],
    [["2026-11-02", "", "", "1,000"], []],
  ])("never drops a customer: %j", (cells, codes) => {
    expect(interpret(cells).disposition).toBe("bill");
    expect(codesOf(cells)).toEqual(codes);
  });
});
