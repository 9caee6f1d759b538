import Papa from "papaparse";
import { expect, test } from "vitest";
import { type CsvValue, csvResponse, toCsv } from "./csv.ts";

async function write(rows: readonly (readonly CsvValue[])[]): Promise<string> {
  let text = "";
  for await (const chunk of toCsv(rows)) text += chunk;
  return text;
}

async function cell(value: CsvValue): Promise<string> {
  const text = await write([[value, "end"]]);
  return text.slice(1, text.lastIndexOf(",end"));
}

test("begins with a byte order mark, and lines end in CRLF", async () => {
  expect(
    await write([
      ["거래처", "금액"],
      ["한빛", 1000n],
    ]),
  ).toBe("\uFEFF거래처,금액\r\n한빛,1000\r\n");
});

test("comma, quote, line break and outer blanks survive a reader", async () => {
  const values = ["a,b", 'say "hi"', "two\r\nlines", " padded ", "", "0012"];
  const { data } = Papa.parse<string[]>((await write([values])).slice(1), { skipEmptyLines: true });
  expect(data).toEqual([values]);
});

test.each(["=1+1", "+82", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠A", " =1", "\u00a0=1", "\u200b=1"])(
  "text that would run as a formula is neutralised: %j",
  async (text) => {
    const { data } = Papa.parse<string[]>(await cell(text));
    expect(data[0]?.[0]).toBe(`'${text}`);
  },
);

test.each(["\tx", "\rx", "\nx"])(
  "text that begins with a control character is neutralised: %j",
  async (text) => {
    expect(await cell(text)).toBe(text === "\tx" ? `'${text}` : `"'${text}"`);
  },
);

test("numbers stay numbers, dates are Korean wall-clock time, nothing is empty", async () => {
  expect(await cell(-5)).toBe("-5");
  expect(await cell(-9_007_199_254_740_993n)).toBe("-9007199254740993");
  expect(await cell(new Date("2026-11-22T15:30:05Z"))).toBe("2026-11-23 00:30:05");
  expect(await cell(null)).toBe("");
  expect(await cell(undefined)).toBe("");
});

test("many rows come in several chunks, as they are asked for", async () => {
  let made = 0;
  function* rows(): Generator<[string]> {
    for (; made < 20_000; made += 1) yield ["열 글자쯤 되는 칸"];
  }
  const chunks = toCsv(rows());
  await chunks.next();
  expect(made).toBeLessThan(10_000);
  await chunks.return();
});

test("a download names the file in Korean, and is not kept", async () => {
  const response = csvResponse("일괄 청구 (11월).csv", [["가"]]);
  expect(response.headers.get("content-disposition")).toContain(
    "filename*=UTF-8''%EC%9D%BC%EA%B4%84%20%EC%B2%AD%EA%B5%AC%20%2811%EC%9B%94%29.csv",
  );
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([
    ...new TextEncoder().encode("\uFEFF가\r\n"),
  ]);
});
