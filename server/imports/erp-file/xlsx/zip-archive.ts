import { Buffer } from "node:buffer";
import { crc32, createInflateRaw } from "node:zlib";
import { DomainError } from "#server/platform/errors.ts";
import type { ImportErrorCode } from "../../import.errors.ts";

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;

const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_COMMENT_BYTES = 65_535;
const MAX_ENTRIES = 10_000;

/** What all parts that are read of one file may unpack to: some 700,000 ledger rows. */
const MAX_UNPACKED_BYTES = 200 * 1024 * 1024;

const CHUNK_BYTES = 64 * 1024;

type Entry = {
  method: number;
  isEncrypted: boolean;
  crc: number;
  packedBytes: number;
  unpackedBytes: number;
  headerAt: number;
};

/**
 * The parts of a ZIP archive (APPNOTE.TXT 6.3.10 of PKWARE), as far as .xlsx uses it: stored or deflated, below 4 GB.
 * Nothing is unpacked but what is read, and of that never more than the directory promises or the cap allows: a file
 * of a few kilobytes can hold gigabytes.
 */
export class ZipArchive {
  readonly #bytes: Buffer;
  readonly #entries: Map<string, Entry>;
  #unpackedBytes = 0;

  /** @throws DomainError IMPORT_XLSX_DAMAGED */
  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#entries = readDirectory(this.#bytes);
  }

  has(name: string): boolean {
    return this.#entries.has(partKey(name));
  }

  /**
   * One part's bytes, unpacked piece by piece. Absent: none.
   * @param maxBytes what this part may unpack to
   * @throws DomainError IMPORT_XLSX_TOO_LARGE {part, maxMebibytes}, IMPORT_XLSX_DAMAGED {part}
   */
  async *read(name: string, maxBytes = MAX_UNPACKED_BYTES): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(partKey(name));
    if (!entry) return;
    if (entry.unpackedBytes > maxBytes) throw tooLarge(name, maxBytes);
    let partBytes = 0;
    let crc = 0;
    for await (const chunk of this.#unpack(name, entry)) {
      partBytes += chunk.length;
      this.#unpackedBytes += chunk.length;
      // More than the directory says is no slip of a writer: that is how a bomb is disguised.
      if (partBytes > entry.unpackedBytes) throw tooLarge(name, maxBytes);
      if (this.#unpackedBytes > MAX_UNPACKED_BYTES) throw tooLarge(name, MAX_UNPACKED_BYTES);
      crc = crc32(chunk, crc);
      yield chunk;
    }
    if (partBytes < entry.unpackedBytes || crc !== entry.crc) throw damaged(name);
  }

  async *#unpack(name: string, entry: Entry): AsyncGenerator<Uint8Array> {
    const packed = this.#packedBytes(name, entry);
    if (entry.method === 0) return yield* slices(packed);
    if (entry.method !== 8 || entry.isEncrypted) throw damaged(name);
    const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES });
    inflate.end(packed);
    try {
      for await (const chunk of inflate) yield chunk as Uint8Array;
    } catch {
      throw damaged(name); // the only one who can throw here is zlib
    }
  }

  #packedBytes(name: string, entry: Entry): Buffer {
    const { headerAt, packedBytes } = entry;
    if (headerAt + LOCAL_BYTES > this.#bytes.length || this.#bytes.readUInt32LE(headerAt) !== LOCAL_HEADER) {
      throw damaged(name);
    }
    const nameBytes = this.#bytes.readUInt16LE(headerAt + 26);
    const extraBytes = this.#bytes.readUInt16LE(headerAt + 28);
    const start = headerAt + LOCAL_BYTES + nameBytes + extraBytes;
    if (start + packedBytes > this.#bytes.length) throw damaged(name);
    return this.#bytes.subarray(start, start + packedBytes);
  }
}

/** The file is no workbook that Excel would open: `part` of it is missing or broken. */
export function damaged(part: string): DomainError<ImportErrorCode> {
  return new DomainError<ImportErrorCode>("IMPORT_XLSX_DAMAGED", { part: part.slice(0, 100).toWellFormed() });
}

/** `part` unpacks to more than it may. */
export function tooLarge(part: string, maxBytes: number): DomainError<ImportErrorCode> {
  return new DomainError<ImportErrorCode>("IMPORT_XLSX_TOO_LARGE", {
    part: part.slice(0, 100).toWellFormed(),
    maxMebibytes: Math.max(1, Math.round(maxBytes / 1024 / 1024)),
  });
}

function* slices(bytes: Buffer): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

/** Names of parts are compared without regard to case (ECMA-376-2 §6.2.2.3); some writers use backslashes. */
function partKey(name: string): string {
  return name.replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();
}

function readDirectory(bytes: Buffer): Map<string, Entry> {
  const endAt = findEnd(bytes);
  const count = bytes.readUInt16LE(endAt + 10);
  let at = bytes.readUInt32LE(endAt + 16);
  if (count > MAX_ENTRIES) throw damaged("zip");
  const entries = new Map<string, Entry>();
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_BYTES > endAt || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged("zip");
    const nameBytes = bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes);
    if (entries.has(partKey(name))) throw damaged(name); // two of one name: who knows which one Excel shows
    entries.set(partKey(name), {
      method: bytes.readUInt16LE(at + 10),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      crc: bytes.readUInt32LE(at + 16),
      packedBytes: bytes.readUInt32LE(at + 20),
      unpackedBytes: bytes.readUInt32LE(at + 24),
      headerAt: bytes.readUInt32LE(at + 42),
    });
    at += ENTRY_BYTES + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** The directory's end record stands last, before a comment of any length. */
function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_BYTES - MAX_COMMENT_BYTES);
  for (let at = bytes.length - END_BYTES; at >= first; at--) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw damaged("zip");
}
