import { Buffer } from "node:buffer";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { decodeChunks } from "./decode.ts";
import { detectEncoding } from "./detect-encoding.ts";
import { readLayout } from "./layout.ts";
import { type FileEncoding, fileEncodings, IMPORT_MAX_BYTES } from "./mapping.schema.ts";
import { collectRows, readFixture, utf8 } from "./test-support.ts";

const TABLE = '거래처코드,거래처명,청구금액\r\n00001,뷁똠펲햏 식당,1000\r\n00002,쀍뙠쌰 상회,"2,000"\r\n';

function encode(text: string, encoding: FileEncoding, bom = false): Uint8Array {
  return iconv.encode(text, encoding, { addBOM: bom });
}

async function codeOf(run: () => Promise<unknown>): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  return null;
}

describe("detectEncoding", () => {
  it.each(fileEncodings)("knows %s without a byte order mark", async (encoding) => {
    expect(await detectEncoding(encode(TABLE, encoding))).toBe(encoding);
  });

  it.each(["utf-8", "utf-16le", "utf-16be"] as const)(
    "knows %s by its byte order mark, and drops it",
    async (encoding) => {
      const bytes = encode(TABLE, encoding, true);
      expect(await detectEncoding(bytes)).toBe(encoding);
      expect([...decodeChunks(bytes, encoding)].join("")).toBe(TABLE);
    },
  );

  it.each(fileEncodings)("decodes every Hangul syllable from %s", async (encoding) => {
    const syllables = Array.from({ length: 11_172 }, (_, i) => String.fromCharCode(0xac00 + i));
    const text = `거래처명,금액\n${syllables.join("\n")}\n1,2,3,4,5\n`.replaceAll("\n", ",1,2,3\n");
    const bytes = encode(text, encoding);
    expect(await detectEncoding(bytes)).toBe(encoding);
    expect([...decodeChunks(bytes, encoding)].join("")).toBe(text);
  });

  it("keeps characters whole that stand across chunks", async () => {
    for (const encoding of fileEncodings) {
      for (const offset of [0, 1, 2, 3]) {
        const text = `${"x".repeat(65_533 + offset)}똠햏\n`;
        expect([...decodeChunks(encode(text, encoding), encoding)].join("")).toBe(text);
      }
    }
  });

  it("believes the clerk, who then sees the text change", async () => {
    const bytes = readFixture("receivables-ledger-cp949.csv");
    expect(await detectEncoding(bytes, "utf-8")).toBe("utf-8");
    expect(await codeOf(() => readLayout(bytes, { encoding: "utf-8" }))).toMatchObject({
      code: "IMPORT_HEADER_NOT_FOUND",
      details: { encoding: "utf-8", head: expect.stringContaining("\uFFFD") },
    });
  });

  it("refuses a file that changes its encoding midway, naming the line", async () => {
    const head = "거래처코드,거래처명,청구금액\n00001,가나다라마바사,1\n";
    const tail = "00002,똠얌하우스,2\n";
    const toCp949 = Buffer.concat([utf8(head), iconv.encode(tail, "cp949")]);
    expect(await codeOf(() => detectEncoding(toCp949))).toMatchObject({
      code: "IMPORT_ENCODING_MIXED",
      details: { lineNo: 3, value: "00002,똠얌하우스,2", before: "UTF-8", after: "CP949" },
    });
    // 행복한 in UTF-8 is valid CP949, which nobody wrote.
    for (const name of ["똠얌하우스", "행복한"]) {
      const toUtf8 = Buffer.concat([iconv.encode(head, "cp949"), utf8(`00002,${name},2\n`)]);
      expect(await codeOf(() => detectEncoding(toUtf8))).toMatchObject({
        code: "IMPORT_ENCODING_MIXED",
        details: { lineNo: 3, value: `00002,${name},2`, before: "CP949", after: "UTF-8" },
      });
    }
  });

  it("names the first line that no encoding can read", async () => {
    const bytes = Buffer.concat([
      iconv.encode("코드,상호,금액\n1,가게,1\n2,", "cp949"),
      Buffer.from("ff8081,3\n", "latin1"),
      Buffer.from([0xff, 0x80, 0x81]),
      Buffer.from("\n"),
    ]);
    expect(await codeOf(() => detectEncoding(bytes))).toMatchObject({
      code: "IMPORT_ENCODING_UNKNOWN",
      details: { lineNo: 4 },
    });
  });

  it("shows what NUL and broken bytes were as replacement characters", async () => {
    const bytes = Buffer.concat([utf8("\uFEFF가,\0"), Buffer.from([0xff]), utf8(",나\x1a")]);
    expect([...decodeChunks(bytes, "utf-8")].join("")).toBe("가,\uFFFD\uFFFD,나");
  });
});

describe("what is no text", () => {
  const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
  const ole = Buffer.from("d0cf11e0a1b11ae1", "hex");
  it.each<[string, Uint8Array, string, string]>([
    ["a PNG", png, "IMPORT_NOT_A_TABLE", "png"],
    ["a PDF", utf8("%PDF-1.7\n"), "IMPORT_NOT_A_TABLE", "pdf"],
    ["a ZIP", utf8("PK\x03\x04....photo.jpg"), "IMPORT_NOT_A_TABLE", "zip"],
    ["a web page", utf8("\uFEFF\n<html><table><tr>"), "IMPORT_NOT_A_TABLE", "html"],
    ["control bytes", Buffer.from([1, 2, 3, 4, 5, 6, 65, 66, 7, 8]), "IMPORT_NOT_A_TABLE", "binary"],
    ["a document", Buffer.concat([ole, Buffer.alloc(64)]), "IMPORT_NOT_A_TABLE", "ole"],
    ["an .xlsb", utf8("PK\x03\x04....xl/workbook.bin"), "IMPORT_XLS_UNSUPPORTED", "xlsb"],
    ["an .xls", Buffer.concat([ole, Buffer.from("Workbook", "utf16le")]), "IMPORT_XLS_UNSUPPORTED", "xls"],
  ])("refuses %s, also when the clerk names an encoding", async (_, bytes, code, format) => {
    expect(await codeOf(() => detectEncoding(bytes))).toMatchObject({ code, details: { format } });
    expect(await codeOf(() => detectEncoding(bytes, "cp949"))).toMatchObject({ code, details: { format } });
  });

  it("says of a workbook with a password that it has one", async () => {
    const locked = Buffer.concat([ole, Buffer.from("EncryptedPackage", "utf16le")]);
    expect(await codeOf(() => detectEncoding(locked))).toMatchObject({ code: "IMPORT_XLSX_LOCKED" });
  });

  it.each(["", "\uFEFF", " \r\n\t\r\n"])("refuses %j as empty", async (text) => {
    expect(await codeOf(() => detectEncoding(utf8(text)))).toMatchObject({ code: "IMPORT_EMPTY" });
  });

  it("refuses what is beyond the cap, and stops reading a stream there", async () => {
    const details = { maxBytes: IMPORT_MAX_BYTES, maxMebibytes: 20 };
    expect(await codeOf(() => detectEncoding(new Uint8Array(IMPORT_MAX_BYTES + 1)))).toMatchObject({
      code: "IMPORT_TOO_LARGE",
      details,
    });

    const mebibyte = utf8(`${"x".repeat(1023)}\n`.repeat(1024));
    let chunkCount = 0;
    async function* endless() {
      for (;;) {
        chunkCount++;
        yield mebibyte;
      }
    }
    const reading = collectRows(endless(), { encoding: "utf-8", delimiter: "," });
    await expect(reading).rejects.toMatchObject({ code: "IMPORT_TOO_LARGE" });
    expect(chunkCount).toBe(21);
  });
});
