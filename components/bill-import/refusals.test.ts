import iconv from "iconv-lite";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { en } from "#components/i18n/messages/en/index.ts";
import { ko } from "#components/i18n/messages/ko/index.ts";
import { detailTexts } from "#components/ui/error-text.ts";
import { FORMATTERS } from "#components/ui/formatter.ts";
import { IMPORT_MAX_BYTES } from "#server/imports/erp-file/mapping.schema.ts";
import { readFile, utf8 } from "#server/imports/erp-file/test-support.ts";
import { bookOf, bookParts, rowsOf, zipOf } from "#server/imports/erp-file/xlsx/xlsx.fixtures.ts";
import { DomainError } from "#server/platform/errors.ts";

const HEADER = "거래처코드,거래처명,청구금액\n";
const ole = Buffer.from("d0cf11e0a1b11ae1", "hex");

/** The text in which a refusal is told; throws where a text lacks one of its values. */
function tell(error: DomainError, locale: "ko" | "en"): string {
  const translate = createTranslator({
    locale,
    messages: locale === "ko" ? ko : en,
    onError: (failure) => {
      throw failure;
    },
  }) as unknown as (key: string, values: Record<string, string | number>) => string;
  return translate(`errors.${error.code}`, detailTexts(error.details, FORMATTERS[locale]));
}

async function refusalOf(bytes: Uint8Array, sheet?: string): Promise<DomainError> {
  const refused = await readFile(bytes, { sheet }).then(
    () => null,
    (error: unknown) => error,
  );
  if (refused instanceof DomainError) return refused;
  throw refused ?? new Error("the file was read");
}

function bomb(): Uint8Array {
  const parts = bookParts({ sheets: { A: rowsOf([["거래처코드"]]) } });
  return zipOf(
    parts.map((part) =>
      part.name.includes("sheet1")
        ? { ...part, content: Buffer.alloc(8_000_000, " "), declaredBytes: 900 }
        : part,
    ),
  );
}

describe("a file that is refused as a whole", () => {
  it.each<[string, () => Uint8Array, string]>([
    [
      "a PNG named .csv",
      () => Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
      "그림(PNG) 파일이라 표로 읽을 수 없습니다. ERP에서 CSV나 엑셀(.xlsx)로 내보낸 파일을 올려 주세요.",
    ],
    [
      "a web page named .xls",
      () => utf8("<html><table><tr><td>거래처</td></tr></table></html>"),
      "웹 페이지 파일이라 표로 읽을 수 없습니다. 엑셀에서 열어 ‘다른 이름으로 저장’ → 엑셀 통합 문서(.xlsx)로 저장한 파일을 올려 주세요.",
    ],
    [
      "an old .xls",
      () => Buffer.concat([ole, Buffer.from("Workbook", "utf16le")]),
      "옛 엑셀(.xls) 파일은 읽을 수 없습니다. 엑셀에서 열어 ‘다른 이름으로 저장’ → 엑셀 통합 문서(.xlsx)로 저장한 뒤 올려 주세요.",
    ],
    [
      "a workbook with a password",
      () => Buffer.concat([ole, Buffer.from("EncryptedPackage", "utf16le")]),
      "암호가 걸린 엑셀 파일입니다. 엑셀에서 ‘파일’ → ‘정보’ → ‘통합 문서 보호’ → ‘암호 설정’에서 암호를 지우고 저장한 뒤 올려 주세요.",
    ],
    [
      "an .xlsx bomb",
      bomb,
      "엑셀 파일의 압축을 풀면 너무 커집니다(xl/worksheets/sheet1.xml, 200MB까지). 필요 없는 시트와 행을 지우거나 CSV로 저장한 뒤 올려 주세요.",
    ],
    [
      "a file beyond the cap",
      () => new Uint8Array(IMPORT_MAX_BYTES + 1),
      "파일이 너무 큽니다. 20MB까지 올릴 수 있습니다.",
    ],
    [
      "a file that changes its encoding midway",
      () =>
        Buffer.concat([utf8(`${HEADER}00001,행복한분식,1\n`), iconv.encode("00002,똠얌하우스,2\n", "cp949")]),
      "2번째 줄까지는 UTF-8인데 3번째 줄 “00002,똠얌하우스,2”부터는 CP949로 쓰여 있습니다. 서로 다른 두 파일을 이어 붙인 것 같습니다. 따로 올리거나, 엑셀에서 합쳐 한 가지 인코딩으로 저장한 뒤 올려 주세요.",
    ],
    [
      "2,000 columns",
      () => utf8(`${HEADER}${"7,".repeat(2_000)}\n`),
      "2번째 줄에 열이 2,000개 있습니다. 500개까지 읽을 수 있고, 그다음 값은 “7”입니다. 구분 기호를 확인하거나 필요 없는 열을 지운 뒤 다시 올려 주세요.",
    ],
    [
      "a cell of 10 MB",
      () => utf8(`${HEADER}00001,${"가나".repeat(1_700_000)},1\n`),
      `2번째 줄 2번째 열 “${"가나".repeat(15)}…”의 내용이 너무 깁니다(한 줄에 65,536자까지). 줄바꿈이 빠졌거나 표가 아닌 파일일 수 있습니다. 그 칸을 줄인 뒤 다시 올려 주세요.`,
    ],
    [
      "a quote that swallows the file",
      () => utf8(`${HEADER}00001,"행복한분식,1\n${"00002,봄날카페,2\n".repeat(9_000)}`),
      '2번째 줄 2번째 열 “행복한분식,1 00002,봄날카페,2 00002,봄날카…” 앞에서 열린 따옴표(")가 닫히지 않았습니다. 그 줄의 따옴표를 고친 뒤 다시 올려 주세요.',
    ],
    [
      "nothing but NULs",
      () => utf8(`${HEADER}${"\0\u0001".repeat(500)}`),
      "표가 아닌 파일이라 표로 읽을 수 없습니다. ERP에서 CSV나 엑셀(.xlsx)로 내보낸 파일을 올려 주세요.",
    ],
    [
      "a table without a header",
      () => utf8("00001,행복한분식,1000\n"),
      "열 이름이 있는 줄(머리글)을 찾지 못했습니다. 아래에 머리글이 몇 번째 줄인지 적고 다시 읽어 주세요.",
    ],
  ])("%s is told with its place, its value and a way out", async (_, bytes, text) => {
    const refusal = await refusalOf(bytes());
    expect(tell(refusal, "ko")).toBe(text);
    expect(tell(refusal, "en").length).toBeGreaterThan(20);
  });

  it("names the sheets to choose from", async () => {
    const refusal = await refusalOf(bookOf({ sheets: { "9월": "", "10월": "" } }), "11월");
    expect(tell(refusal, "ko")).toBe(
      "‘11월’ 시트가 파일에 없습니다. 파일에 있는 시트 9월 / 10월 가운데 골라 주세요.",
    );
  });
});

describe("a row that can't be billed", () => {
  it.each([
    ["12만원", "AMOUNT_NOT_A_NUMBER"],
    ["9007199254740993", "AMOUNT_TOO_LARGE"],
    ["9223372036854775808", "AMOUNT_TOO_LARGE"],
    ["9".repeat(80), "AMOUNT_TOO_LARGE"],
    ["1\u00002", "AMOUNT_NOT_A_NUMBER"],
  ])("says of the amount %j that it is %s, where it stands, and what to do", async (amount, code) => {
    const { rows } = await readFile(utf8(`${HEADER}00001,가,1\n00002,나,${amount}\n`));
    expect(rows[1]?.lineNo).toBe(3);
    expect(rows[1]?.problems[0]).toMatchObject({ code, column: 2, value: amount.replace("\0", "\uFFFD") });
    for (const texts of [ko, en]) {
      expect(texts.billImport.problem[code as "AMOUNT_TOO_LARGE"]).toMatch(/건너뛰세요|skip the row/);
    }
  });

  it("has a remedy for every error of a cell, in both languages", () => {
    const codes = [
      "CUSTOMER_MISSING",
      "AMOUNT_EMPTY",
      "AMOUNT_FRACTION",
      "PERIOD_START_INVALID",
      "PERIOD_END_INVALID",
      "DUE_ON_INVALID",
      "PERIOD_REVERSED",
      "CELL_UNREADABLE",
      "CELL_TOO_LONG",
      "QUOTE_UNCLOSED",
    ] as const;
    for (const code of codes) {
      expect(ko.billImport.problem[code]).toContain("건너뛰세요");
      expect(en.billImport.problem[code]).toContain("skip the row");
    }
  });

  it("takes a header that is printed twice for what it is", async () => {
    const { rows } = await readFile(utf8(`${HEADER}00001,가,1\n${HEADER}00002,나,2\n`));
    expect(rows.map((row) => [row.lineNo, row.disposition])).toEqual([
      [2, "bill"],
      [3, "footer"],
      [4, "bill"],
    ]);
  });
});
