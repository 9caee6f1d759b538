import { Buffer } from "node:buffer";
import { DomainError } from "#server/platform/errors.ts";
import type { ImportErrorCode } from "../import.errors.ts";
import { IMPORT_MAX_BYTES } from "./mapping.schema.ts";

const HEAD_BYTES = 64 * 1024;

/** More than this share of control bytes is no text. Random bytes have 11 %. */
const MAX_CONTROL_SHARE = 0.03;

const signatures: readonly { format: string; bytes: readonly number[] }[] = [
  { format: "png", bytes: [0x89, 0x50, 0x4e, 0x47] },
  { format: "jpeg", bytes: [0xff, 0xd8, 0xff] },
  { format: "gif", bytes: [0x47, 0x49, 0x46, 0x38] },
  { format: "pdf", bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { format: "gzip", bytes: [0x1f, 0x8b, 0x08] },
  { format: "zip", bytes: [0x50, 0x4b, 0x03, 0x04] },
  { format: "zip", bytes: [0x50, 0x4b, 0x05, 0x06] },
  // The container of .xls, and of an .xlsx that is locked with a password.
  { format: "ole", bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
];

/** @throws DomainError IMPORT_TOO_LARGE {maxBytes, maxMebibytes}. For a stream: call it with the bytes seen so far. */
export function assertSize(sizeBytes: number): void {
  if (sizeBytes > IMPORT_MAX_BYTES) {
    throw new DomainError("IMPORT_TOO_LARGE" satisfies ImportErrorCode, {
      maxBytes: IMPORT_MAX_BYTES,
      maxMebibytes: IMPORT_MAX_BYTES / 1024 / 1024,
    });
  }
}

/**
 * Whether the file is text or a workbook. Refuses what is neither.
 * @throws DomainError IMPORT_TOO_LARGE, IMPORT_EMPTY, IMPORT_NOT_A_TABLE {format}, IMPORT_XLS_UNSUPPORTED {format},
 *   IMPORT_XLSX_LOCKED
 */
export function kindOfFile(bytes: Uint8Array): "text" | "xlsx" {
  assertSize(bytes.length);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isBlank(buffer)) throw new DomainError<ImportErrorCode>("IMPORT_EMPTY");

  const format = binaryFormat(buffer);
  if (format === null) return "text";
  if (format === "xlsx") return "xlsx";
  if (format === "xlsx-encrypted") throw new DomainError<ImportErrorCode>("IMPORT_XLSX_LOCKED");
  if (format === "xls" || format === "xlsb") {
    throw new DomainError<ImportErrorCode>("IMPORT_XLS_UNSUPPORTED", { format });
  }
  throw new DomainError<ImportErrorCode>("IMPORT_NOT_A_TABLE", { format });
}

/** @throws DomainError as kindOfFile; IMPORT_NOT_A_TABLE for a workbook, too, which is no text */
export function assertTextFile(bytes: Uint8Array): void {
  if (kindOfFile(bytes) === "text") return;
  throw new DomainError<ImportErrorCode>("IMPORT_NOT_A_TABLE", { format: "zip" });
}

function binaryFormat(buffer: Buffer): string | null {
  const signature = signatures.find((s) => s.bytes.every((byte, i) => buffer[i] === byte));
  if (signature?.format === "zip") return zipFormat(buffer);
  if (signature?.format === "ole") return oleFormat(buffer);
  if (signature) return signature.format;
  // Several Korean ERPs save a web page under the name .xls or .csv.
  if (/^(\xef\xbb\xbf)?\s*<(!doctype|html|table|meta|\?xml)\b/i.test(buffer.toString("latin1", 0, 512)))
    return "html";
  return controlShare(buffer) > MAX_CONTROL_SHARE ? "binary" : null;
}

/** Quicker than kindOfFile, for bytes that have passed it. */
export function looksLikeWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** Names stand unpacked in an archive. */
function zipFormat(buffer: Buffer): string {
  if (buffer.includes("xl/workbook.bin")) return "xlsb";
  return buffer.includes("xl/workbook") || buffer.includes("xl\\workbook") ? "xlsx" : "zip";
}

/** A compound file lists its streams in UTF-16: a locked workbook has its content in one, an old one in another. */
function oleFormat(buffer: Buffer): string {
  const holds = (name: string) => buffer.includes(Buffer.from(name, "utf16le"));
  if (holds("EncryptedPackage")) return "xlsx-encrypted";
  return holds("Workbook") || holds("Book") ? "xls" : "ole";
}

function isBlank(buffer: Buffer): boolean {
  const start = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0;
  for (let i = start; i < buffer.length; i++) {
    const byte = buffer[i] ?? 0;
    const isBlankByte = byte <= 0x20 && (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x00);
    const isUtf16Bom = i < 2 && (byte === 0xff || byte === 0xfe);
    if (!isBlankByte && !isUtf16Bom) return false;
  }
  return true;
}

/** Share of control characters at the file's head. UTF-16 is counted by its units: a Hangul's low byte is anything. */
function controlShare(buffer: Buffer): number {
  const head = buffer.subarray(0, HEAD_BYTES);
  const byteOrder = utf16ByteOrder(head);
  const unitBytes = byteOrder ? 2 : 1;
  const unitCount = Math.ceil(head.length / unitBytes);
  let controlCount = 0;
  for (let i = 0; i + unitBytes <= head.length; i += unitBytes) {
    const unit = unitAt(head, i, byteOrder);
    if (unit < 0x20 && !(unit >= 0x09 && unit <= 0x0d) && unit !== 0x1a) controlCount++;
  }
  return controlCount / unitCount;
}

function unitAt(head: Buffer, i: number, byteOrder: "utf-16le" | "utf-16be" | null): number {
  if (byteOrder === "utf-16le") return head.readUInt16LE(i);
  return byteOrder === "utf-16be" ? head.readUInt16BE(i) : (head[i] ?? 0);
}

/**
 * UTF-16 by its byte order mark or, without one, by where its NULs stand: digits, commas and line ends have
 * theirs in the high byte, always on the same side.
 */
export function utf16ByteOrder(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  let evenCount = 0;
  let oddCount = 0;
  const length = Math.min(bytes.length, HEAD_BYTES);
  for (let i = 0; i < length; i++) {
    if (bytes[i] !== 0) continue;
    if (i % 2 === 0) evenCount++;
    else oddCount++;
  }
  const nulCount = evenCount + oddCount;
  // Title rows can be all Hangul, but a tenth of a table is digits and separators.
  if (nulCount < Math.max(2, length / 20)) return null;
  if (evenCount <= nulCount / 20) return "utf-16le";
  if (oddCount <= nulCount / 20) return "utf-16be";
  return null;
}
