import { describe, expect, it } from "vitest";
import { readLayout } from "./layout.ts";
import { columnMappingSchema } from "./mapping.schema.ts";
import { utf8 } from "./test-support.ts";

function layoutOf(text: string, overrides = {}) {
  return readLayout(utf8(text), overrides);
}

describe("readLayout", () => {
  it.each([
    [",", '거래처코드,거래처명,청구금액\n00001,행복한분식,"1,000"\n'],
    ["\t", "거래처코드\t거래처명\t청구금액\n00001\t행복한분식\t1,000\n"],
    [";", "거래처코드;거래처명;청구금액\n00001;행복한분식;1,000,000\n00002;봄날, 카페;2,000\n"],
    [";", "sep=;\nCustomer code;Customer name;Amount (KRW)\n1;A;1,000\n"],
  ])("finds the delimiter %j", async (delimiter, text) => {
    const layout = await layoutOf(text);
    expect(layout.delimiter).toBe(delimiter);
    expect(layout.mapping).toEqual({
      customerCode: 0,
      customerName: 1,
      amountColumns: [{ index: 2, sign: 1 }],
    });
    expect(columnMappingSchema.safeParse(layout.mapping).success).toBe(true);
  });

  it("finds the header below title rows, whose line numbers count blanks", async () => {
    const text =
      "한빛식자재\n\n거래처별 청구 현황,,2026년 10월 1일 ~ 2026년 10월 31일\n담당자,김대리\n\n코드,상호,금액\n1,가,1\n";
    expect(await layoutOf(text)).toMatchObject({
      headerLineNo: 6,
      titlePeriod: { startOn: "2026-10-01", endOn: "2026-10-31" },
      sampleRows: [{ lineNo: 7, cells: ["1", "가", "1"] }],
    });
  });

  it("reads English headings, due dates and memos, and headings with units and blanks", async () => {
    const english =
      "Customer ID,Business No.,Customer Name,Amount Due,Period Start,Period End,Due Date,Notes\n1,2,3,4,5,6,7,8\n";
    expect((await layoutOf(english)).mapping).toEqual({
      customerCode: 0,
      businessNumber: 1,
      customerName: 2,
      amountColumns: [{ index: 3, sign: 1 }],
      periodStart: 4,
      periodEnd: 5,
      dueOn: 6,
      memo: 7,
    });
    const spaced = "* 거래처 코드,거 래 처 명,청구금액\u00a0(원),납부　기한\nA-1,가,1,2026-11-10\n";
    expect(await layoutOf(spaced)).toMatchObject({
      columns: ["* 거래처 코드", "거 래 처 명", "청구금액 (원)", "납부 기한"],
      mapping: { customerCode: 0, customerName: 1, amountColumns: [{ index: 2, sign: 1 }], dueOn: 3 },
    });
  });

  it("prefers what is to be billed to a balance, a balance to sales", async () => {
    const amountOf = async (headings: string) =>
      (await layoutOf(`코드,${headings}\n1,10,20,30\n`)).mapping.amountColumns[0]?.index;
    expect(await amountOf("당월매출액,미수잔액,청구금액")).toBe(3);
    expect(await amountOf("당월매출액,미수잔액,전월미수금")).toBe(2);
    expect(await amountOf("공급가액,당월매출액,당월입금액")).toBe(2);
  });

  it("proposes last balance + sales − what came in, where the headings say so and no balance stands there", async () => {
    const proposal = async (headings: string, row: string) =>
      (await layoutOf(`코드,${headings}\n1,${row}\n2,${row}\n`)).mapping.amountColumns.map(
        (c) => c.index * c.sign,
      );
    expect(await proposal("전월미수금,당월매출액,당월입금액", "10,20,5")).toEqual([1, 2, -3]);
    expect(await proposal("전월이월,매출,반품,입금", "10,20,1,5")).toEqual([1, 2, -4, -3]);
    expect(await proposal("전월이월,매출,반품,입금", "10,20,△1,5")).toEqual([1, 2, -4, 3]);
    expect(await proposal("전월미수금,당월매출액", "10,20")).toEqual([1, 2]);
    expect(await proposal("전월미수금,당월매출액,당월입금액,미수잔액", "10,20,5,25")).toEqual([4]);
  });

  it("finds code, number and name by what stands in them", async () => {
    const text = [
      "순번,거래처 구분,등록,보낼 곳,보낼 돈",
      "1,00001,495-98-68919,행복한분식,1000",
      "2,00002,238-73-10349,봄날카페,2000",
      "합계,,,,3000",
    ].join("\n");
    expect((await layoutOf(text, { headerLineNo: 1 })).mapping).toEqual({
      customerCode: 1,
      businessNumber: 2,
      amountColumns: [],
    });
    const nameOnly = "보낼 곳,보낼 돈\n행복한분식,1000\n봄날카페,2000\n";
    expect((await layoutOf(nameOnly)).mapping).toEqual({
      customerName: 0,
      amountColumns: [{ index: 1, sign: 1 }],
    });
  });

  it("knows a header by what stands below it, if it must", async () => {
    const text = '한빛식자재\n\nkey,label,won\n1,가게,"1,000"\n2,나게,"2,000"\n';
    expect(await layoutOf(text)).toMatchObject({ headerLineNo: 3, columns: ["key", "label", "won"] });
    await expect(layoutOf("Dear all,\nplease, find 3\nlines, of 2 words\n")).rejects.toThrow(
      "IMPORT_HEADER_NOT_FOUND",
    );
  });

  it("reads a header of two lines, as merged cells leave it, as one", async () => {
    const text = "거래처코드,거래처명,당월,,미수잔액\n,,매출,입금,\n00001,가게,10,5,5\n";
    const layout = await layoutOf(text);
    expect(layout).toMatchObject({
      headerLineNo: 2,
      columns: ["거래처코드", "거래처명", "당월 매출", "당월 입금", "미수잔액"],
      mapping: { amountColumns: [{ index: 4, sign: 1 }] },
      sampleRows: [{ lineNo: 3 }],
    });
    // Reading it again as it was read the first time gives the same.
    expect((await layoutOf(text, { headerLineNo: 2 })).columns).toEqual(layout.columns);
  });

  it.each<[string, { startOn: string; endOn: string } | null]>([
    ["거래처별 미수금 현황 (2026년 10월)", { startOn: "2026-10-01", endOn: "2026-10-31" }],
    ["기간: 2026.02.01 - 2026.02.28", { startOn: "2026-02-01", endOn: "2026-02-28" }],
    ["출력일 2026년 11월 2일", null],
    ["2026년 13월", null],
  ])("reads the title %j for a period of %j", async (title, period) => {
    expect((await layoutOf(`${title}\n코드,상호,금액\n1,가,1\n`)).titlePeriod).toEqual(period);
  });

  it("takes one column for the whole period", async () => {
    const { mapping } = await layoutOf("코드,청구기간,청구금액\n1,2026-10-01~2026-10-31,1\n");
    expect(mapping).toMatchObject({ periodStart: 1, periodEnd: 1 });
  });

  it("falls back to content: supply value + VAT, or the only column of money", async () => {
    expect((await layoutOf("코드,상호,공급가액,세액\n1,가,100,10\n")).mapping.amountColumns).toEqual([
      { index: 2, sign: 1 },
      { index: 3, sign: 1 },
    ]);
    const odd = await layoutOf(
      '거래처코드,거래처명,보낼 돈,출고일\n00001,가,"1,000",20261001\n합계,,"1,000",\n',
    );
    expect(odd.mapping.amountColumns).toEqual([{ index: 2, sign: 1 }]);
    expect(odd.moneyColumns).toEqual([2]);
  });

  it("leaves the amount open where several columns could be it", async () => {
    const layout = await layoutOf("거래처코드,거래처명,가,나\n00001,x,1,2\n");
    expect(layout.mapping.amountColumns).toEqual([]);
    expect(layout.moneyColumns).toEqual([2, 3]);
    expect(columnMappingSchema.safeParse(layout.mapping).error?.issues[0]?.message).toBe(
      "MAPPING_AMOUNT_REQUIRED",
    );
  });

  it("refuses a file without a header, showing what was read", async () => {
    const text = '00001,행복한분식,"1,000"\n00002,봄날카페,"2,000"\n';
    await expect(layoutOf(text)).rejects.toThrow(
      expect.objectContaining({
        code: "IMPORT_HEADER_NOT_FOUND",
        details: {
          encoding: "utf-8",
          delimiter: ",",
          head: "00001 | 행복한분식 | 1,000\n00002 | 봄날카페 | 2,000",
        },
      }),
    );
    await expect(layoutOf("Dear all,\nplease find attached the list.\n")).rejects.toThrow(
      "IMPORT_HEADER_NOT_FOUND",
    );
  });

  it("takes the clerk's word for the header's line", async () => {
    const text = "key,label,won\n1,가,1000\n";
    await expect(layoutOf(text)).rejects.toThrow("IMPORT_HEADER_NOT_FOUND");
    expect(await layoutOf(text, { headerLineNo: 1 })).toMatchObject({
      headerLineNo: 1,
      columns: ["key", "label", "won"],
    });
    await expect(layoutOf(text, { headerLineNo: 9 })).rejects.toThrow("IMPORT_HEADER_NOT_FOUND");
  });

  it("refuses a header with nothing below it", async () => {
    await expect(layoutOf("거래처코드,거래처명,청구금액\n\n")).rejects.toThrow("IMPORT_EMPTY");
  });

  it("lets equal and empty headings stand; takes no amount where two of one name differ", async () => {
    const layout = await layoutOf("거래처코드,거래처명,청구금액,,청구금액\n1,가,1,x,2\n");
    expect(layout.columns).toEqual(["거래처코드", "거래처명", "청구금액", "", "청구금액"]);
    expect(layout.mapping.amountColumns).toEqual([]);
    expect(layout.moneyColumns).toEqual([2, 4]);
    const same = await layoutOf("거래처코드,거래처명,청구금액,,청구금액\n1,가,1,x,1\n");
    expect(same.mapping.amountColumns).toEqual([{ index: 2, sign: 1 }]);
  });
});

describe("columnMappingSchema", () => {
  it("wants a customer, an amount, and no column twice", async () => {
    const amount = { index: 2, sign: 1 };
    const messages = (mapping: object) =>
      columnMappingSchema.safeParse(mapping).error?.issues.map((i) => i.message);
    expect(messages({ customerName: 0, amountColumns: [amount] })).toBeUndefined();
    expect(messages({ amountColumns: [amount] })).toEqual(["MAPPING_CUSTOMER_REQUIRED"]);
    expect(messages({ customerCode: 0, amountColumns: [] })).toEqual(["MAPPING_AMOUNT_REQUIRED"]);
    expect(messages({ customerCode: 0, amountColumns: [amount, amount] })).toEqual(["MAPPING_AMOUNT_TWICE"]);
  });
});
