import { Buffer, isUtf8 } from "node:buffer";
import { setImmediate as nextTurn } from "node:timers/promises";
import iconv from "iconv-lite";
import { DomainError } from "#server/platform/errors.ts";
import type { ImportErrorCode } from "../import.errors.ts";
import { decodeChunks } from "./decode.ts";
import { assertTextFile, utf16ByteOrder } from "./file-format.ts";
import type { FileEncoding } from "./mapping.schema.ts";

/** What shows that bytes are not CP949: unmapped codes, and C1 controls, which no one types. */
const NOT_CP949 = /[\uFFFD\u0080-\u009F]/;

const HANGUL_IN_UTF8 = /[\xea-\xed][\x80-\xbf]{2}/;

/** More lines with Hangul than a file of the largest size has. */
const MAX_JUDGED_LINES = 500_000;
const LINES_PER_STEP = 2_000;

/** Work that pauses at every `yield`, so that other requests get their turn. */
type Steps<T> = Generator<void, T>;

/**
 * The file's encoding: byte order mark, then UTF-16 by the place of its NULs, then strict UTF-8, then CP949.
 * CP949 is decoded by iconv-lite, as `TextDecoder("euc-kr")` gets most of the rarer syllables wrong.
 *
 * @param override what the clerk says; believed, but a file that is no text at all is refused all the same
 * @throws DomainError IMPORT_TOO_LARGE, IMPORT_EMPTY, IMPORT_NOT_A_TABLE, IMPORT_XLS_UNSUPPORTED, IMPORT_XLSX_LOCKED,
 *   IMPORT_ENCODING_MIXED {lastLineNo, lineNo, value, before, after}, IMPORT_ENCODING_UNKNOWN {lineNo, value}
 */
export async function detectEncoding(bytes: Uint8Array, override?: FileEncoding): Promise<FileEncoding> {
  assertTextFile(bytes);
  if (override) return override;
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  const utf16 = utf16ByteOrder(bytes);
  if (utf16) return utf16;
  if (isUtf8(bytes)) return "utf-8";
  const mixture = await inTurns(findMixture(bytes));
  if (mixture) throw new DomainError<ImportErrorCode>("IMPORT_ENCODING_MIXED", mixture);
  const failure = await inTurns(findCp949Failure(bytes));
  if (failure === null) return "cp949";
  throw new DomainError<ImportErrorCode>("IMPORT_ENCODING_UNKNOWN", failure);
}

async function inTurns<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await nextTurn();
  }
}

/** 1-based line of the first bytes that are not CP949, and its text; or null. */
function* findCp949Failure(bytes: Uint8Array): Steps<{ lineNo: number; value: string } | null> {
  let lineNo = 1;
  for (const text of decodeChunks(bytes, "cp949")) {
    const at = text.search(NOT_CP949);
    if (at >= 0) {
      const lineStart = text.lastIndexOf("\n", at) + 1;
      return { lineNo: lineNo + countLineFeeds(text.slice(0, at)), value: excerpt(text.slice(lineStart)) };
    }
    lineNo += countLineFeeds(text);
    yield;
  }
  return null;
}

/**
 * Where a file goes over from UTF-8 to CP949 or back, as when two exports were put together. Half of such a file is
 * often valid CP949 that nobody wrote, so each line is judged by itself; a line feed is never part of a longer
 * character in either.
 *
 * @returns details of IMPORT_ENCODING_MIXED, or null
 */
function* findMixture(bytes: Uint8Array): Steps<DomainError["details"] | null> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let first: boolean | null = null;
  let judgedCount = 0;
  for (const { start, end } of linesWithLetters(buffer)) {
    if (judgedCount++ >= MAX_JUDGED_LINES) return null;
    if (judgedCount % LINES_PER_STEP === 0) yield;
    const line = buffer.subarray(start, end);
    const isUtf8Line = isHangulInUtf8(line);
    first ??= isUtf8Line;
    if (isUtf8Line === first) continue;
    const text = iconv.decode(line, isUtf8Line ? "utf-8" : "cp949");
    if (NOT_CP949.test(text)) return null; // neither: the whole file is told to be unreadable
    const lineNo = 1 + countLineFeeds(buffer.toString("latin1", 0, start));
    const before = isUtf8Line ? "CP949" : "UTF-8";
    const after = isUtf8Line ? "UTF-8" : "CP949";
    return { lastLineNo: lineNo - 1, lineNo, value: excerpt(text), before, after };
  }
  return null;
}

/** Such a line is next to never by chance CP949 that someone wrote. */
function isHangulInUtf8(line: Buffer): boolean {
  return isUtf8(line) && HANGUL_IN_UTF8.test(line.toString("latin1"));
}

/** Where the lines stand that are not ASCII alone: the others look the same in every encoding. */
function* linesWithLetters(buffer: Buffer): Generator<{ start: number; end: number }> {
  const text = buffer.toString("latin1");
  const letter = /[\x80-\xff]/g;
  for (let found = letter.exec(text); found; found = letter.exec(text)) {
    const lineFeedAt = text.indexOf("\n", found.index);
    const end = lineFeedAt < 0 ? text.length : lineFeedAt + 1;
    yield { start: text.lastIndexOf("\n", found.index) + 1, end };
    letter.lastIndex = end;
  }
}

function countLineFeeds(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

/** The beginning of a line, for a message. */
function excerpt(text: string): string {
  const line = text.slice(0, 60).trim().split("\n", 1).join("");
  return line.slice(0, 40).replaceAll("\0", "\uFFFD").toWellFormed();
}
