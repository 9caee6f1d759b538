import { Buffer } from "node:buffer";
import iconv from "iconv-lite";
import type { FileEncoding } from "./mapping.schema.ts";

const CHUNK_BYTES = 64 * 1024;

const DOS_END_OF_FILE = "\x1a";

/** Turns bytes into text piece by piece; a character cut in two by a chunk's end is kept for the next. */
type ChunkDecoder = { write(bytes: Uint8Array): string; end(): string };

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
