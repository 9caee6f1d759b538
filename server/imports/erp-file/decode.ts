import { Buffer, isAscii, isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { DomainError } from "#server/platform/errors.ts";
import type { ImportErrorCode } from "../import.errors.ts";
import { assertTextFile, utf16ByteOrder } from "./file-format.ts";
import type { FileEncoding } from "./mapping.schema.ts";

const CHUNK_BYTES = 64 * 1024;

/** What shows that bytes are not CP949: unmapped codes, and C1 controls, which no one types. */
const NOT_CP949 = /[\uFFFD\u0080-\u009F]/;

const DOS_END_OF_FILE = "\x1a";

/** Turns bytes into text piece by piece; a character cut in two by a chunk's end is kept for the next. */
type ChunkDecoder = { write(bytes: Uint8Array): string; end(): string };

/**
 * The file's encoding: byte order mark, then UTF-16 by the place of its NULs, then strict UTF-8, then CP949.
 * CP949 is decoded by iconv-lite, as `TextDecoder("euc-kr")` gets most of the rarer syllables wrong.
 *
 * @param override what the clerk says; believed, but a file that is no text at all is refused all the same
 * @throws DomainError IMPORT_TOO_LARGE, IMPORT_EMPTY, IMPORT_NOT_A_TABLE, IMPORT_XLS_UNSUPPORTED, IMPORT_XLSX_LOCKED,
 *   IMPORT_ENCODING_MIXED {lastLineNo, lineNo, value, before, after}, IMPORT_ENCODING_UNKNOWN {lineNo, value}
 */
export function detectEncoding(bytes: Uint8Array, override?: FileEncoding): FileEncoding {
  assertTextFile(bytes);
  if (override) return override;
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  const utf16 = utf16ByteOrder(bytes);
  if (utf16) return utf16;
  if (isUtf8(bytes)) return "utf-8";
  const mixture = findMixture(bytes);
  if (mixture) throw new DomainError<ImportErrorCode>("IMPORT_ENCODING_MIXED", mixture);
  const failure = findCp949Failure(bytes);
  if (failure === null) return "cp949";
  throw new DomainError<ImportErrorCode>("IMPORT_ENCODING_UNKNOWN", failure);
}

/**
 * Decoding never fails: what the encoding does not have becomes U+FFFD, which is reported with its row.
 * So does NUL, which Postgres can't keep in a text.
 */
export function createChunkDecoder(encoding: FileEncoding): ChunkDecoder {
  const decode = encoding === "cp949" ? cp949Decoder() : unicodeDecoder(encoding);
  const clean = (text: string) => text.replaceAll("\0", "\uFFFD").replaceAll(DOS_END_OF_FILE, "");
  return { write: (bytes) => clean(decode.write(bytes)), end: () => clean(decode.end()) };
}

/** The file's text in pieces, without its byte order mark. */
export function* decodeChunks(bytes: Uint8Array, encoding: FileEncoding): Generator<string> {
  const decoder = createChunkDecoder(encoding);
  for (const chunk of sliceChunks(bytes)) yield decoder.write(chunk);
  yield decoder.end();
}

export function* sliceChunks(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    yield bytes.subarray(start, start + CHUNK_BYTES);
  }
}

function cp949Decoder(): ChunkDecoder {
  const decoder = iconv.getDecoder("cp949");
  return {
    write: (bytes) => decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    end: () => decoder.end() ?? "",
  };
}

function unicodeDecoder(encoding: Exclude<FileEncoding, "cp949">): ChunkDecoder {
  const decoder = new TextDecoder(encoding);
  return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
}

/** 1-based line of the first bytes that are not CP949, and its text; or null. */
function findCp949Failure(bytes: Uint8Array): { lineNo: number; value: string } | null {
  let lineNo = 1;
  for (const text of decodeChunks(bytes, "cp949")) {
    const at = text.search(NOT_CP949);
    if (at >= 0) {
      const lineStart = text.lastIndexOf("\n", at) + 1;
      return { lineNo: lineNo + countLineFeeds(text.slice(0, at)), value: excerpt(text.slice(lineStart)) };
    }
    lineNo += countLineFeeds(text);
  }
  return null;
}

const HANGUL_IN_UTF8 = /[\xea-\xed][\x80-\xbf]{2}/;

/**
 * Where a file goes over from UTF-8 to CP949 or back, as when two exports were put together. Half of such a file is
 * often valid CP949 that nobody wrote, so each line is judged by itself; a line feed is never part of a longer
 * character in either.
 */
function findMixture(bytes: Uint8Array): DomainError["details"] | null {
  let before: "UTF-8" | "CP949" | null = null;
  let lineNo = 0;
  for (const line of splitLines(bytes)) {
    lineNo++;
    const after = encodingOfLine(line);
    before ??= after;
    if (after === null || before === null || after === before) continue;
    const text = [...decodeChunks(line, after === "UTF-8" ? "utf-8" : "cp949")].join("");
    return { lastLineNo: lineNo - 1, lineNo, value: excerpt(text), before, after };
  }
  return null;
}

/** Null where the line does not tell. Hangul in UTF-8 is next to never by chance CP949 that someone wrote. */
function encodingOfLine(line: Buffer): "UTF-8" | "CP949" | null {
  if (isAscii(line)) return null;
  if (isUtf8(line)) return HANGUL_IN_UTF8.test(line.toString("latin1")) ? "UTF-8" : null;
  return NOT_CP949.test(iconv.decode(line, "cp949")) ? null : "CP949";
}

function* splitLines(bytes: Uint8Array): Generator<Buffer> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = 0; start < buffer.length; ) {
    const lineFeedAt = buffer.indexOf(0x0a, start);
    const end = lineFeedAt < 0 ? buffer.length : lineFeedAt + 1;
    yield buffer.subarray(start, end);
    start = end;
  }
}

/** The beginning of a line, for a message. */
function excerpt(text: string): string {
  return text.slice(0, 60).trim().split("\n", 1).join("").slice(0, 40).toWellFormed();
}

function countLineFeeds(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
