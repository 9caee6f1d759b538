import { Buffer, isUtf8 } from "node:buffer";
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
 * @throws DomainError IMPORT_TOO_LARGE, IMPORT_EMPTY, IMPORT_NOT_A_TABLE, IMPORT_XLSX_UNSUPPORTED,
 *   IMPORT_ENCODING_UNKNOWN {utf8FailsAtLine, cp949FailsAtLine} (a file that changes encoding midway, too)
 */
export function detectEncoding(bytes: Uint8Array, override?: FileEncoding): FileEncoding {
  assertTextFile(bytes);
  if (override) return override;
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  const utf16 = utf16ByteOrder(bytes);
  if (utf16) return utf16;
  if (isUtf8(bytes)) return "utf-8";
  const cp949FailsAtLine = findCp949Failure(bytes);
  if (cp949FailsAtLine === null) return "cp949";
  throw new DomainError("IMPORT_ENCODING_UNKNOWN" satisfies ImportErrorCode, {
    utf8FailsAtLine: findUtf8Failure(bytes),
    cp949FailsAtLine,
  });
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

/** 1-based line of the first bytes that are not CP949, or null. */
function findCp949Failure(bytes: Uint8Array): number | null {
  let lineNo = 1;
  for (const text of decodeChunks(bytes, "cp949")) {
    const at = text.search(NOT_CP949);
    if (at >= 0) return lineNo + countLineFeeds(text.slice(0, at));
    lineNo += countLineFeeds(text);
  }
  return null;
}

/** 1-based line of the first bytes that are not UTF-8. A line feed is never part of a longer character. */
function findUtf8Failure(bytes: Uint8Array): number {
  let lineNo = 1;
  let start = 0;
  while (start < bytes.length) {
    const lineFeedAt = bytes.indexOf(0x0a, start);
    const end = lineFeedAt < 0 ? bytes.length : lineFeedAt + 1;
    if (!isUtf8(bytes.subarray(start, end))) break;
    start = end;
    lineNo++;
  }
  return lineNo;
}

function countLineFeeds(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
