import { seoulDayOf, seoulTimeOf } from "./clock.ts";
import { contentDisposition } from "./content-disposition.ts";

/** Null and undefined are an empty cell; a Date is written as Korean wall-clock time. */
export type CsvValue = string | number | bigint | boolean | Date | null | undefined;

export type CsvRows = Iterable<readonly CsvValue[]> | AsyncIterable<readonly CsvValue[]>;

const chunkChars = 64 * 1024;
const byteOrderMark = "\uFEFF"; // without it Excel takes UTF-8 for the machine's own code page

/**
 * What a spreadsheet would run as a formula: =, +, -, @ (their full-width forms too, which a Korean Excel accepts), also
 * behind blanks, and a leading tab or line break. https://owasp.org/www-community/attacks/CSV_Injection
 */
const formula = /^(?:[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|[\t\r\n])/u;

/**
 * CSV as Excel opens it: byte order mark, comma, CRLF, quotes where needed. Text that a spreadsheet would run gets an
 * apostrophe in front; numbers, the negative ones too, stay numbers. Comes in chunks of some 64 KiB, so that the rows
 * need never be in memory together.
 */
export async function* toCsv(rows: CsvRows): AsyncGenerator<string, void, undefined> {
  let chunk = byteOrderMark;
  for await (const row of rows) {
    chunk += `${row.map(toCell).join(",")}\r\n`;
    if (chunk.length >= chunkChars) {
      yield chunk;
      chunk = "";
    }
  }
  if (chunk !== "") yield chunk;
}

/** The same as a download. fileName may be Korean. */
export function csvResponse(fileName: string, rows: CsvRows): Response {
  const chunks = toCsv(rows);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await chunks.return();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": contentDisposition("attachment", fileName, "download.csv"),
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

function toCell(value: CsvValue): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return `${seoulDayOf(value)} ${seoulTimeOf(value)}`;
  if (typeof value !== "string") return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
