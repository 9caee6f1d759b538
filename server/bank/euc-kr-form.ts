import iconv from "iconv-lite";

/**
 * Reads application/x-www-form-urlencoded bytes whose text is EUC-KR, in fact CP949 (all 11,172 syllables, of which
 * EUC-KR proper has 2,350). Characters may be escaped or stand as raw bytes. The first of several equal names counts.
 * Null when an escape is broken or the bytes are no CP949.
 */
export function parseEucKrForm(body: Uint8Array): Map<string, string> | null {
  const fields = new Map<string, string>();
  for (const pair of splitAt(body, ampersand)) {
    if (pair.length === 0) continue;
    const at = pair.indexOf(equalsSign);
    const name = decode(at < 0 ? pair : pair.subarray(0, at));
    const value = decode(at < 0 ? pair.subarray(pair.length) : pair.subarray(at + 1));
    if (name === null || value === null) return null;
    if (!fields.has(name)) fields.set(name, value);
  }
  return fields;
}

// Neither byte can be the second half of a CP949 character, whose range begins at 0x41.
const ampersand = 0x26;
const equalsSign = 0x3d;
const percentSign = 0x25;
const plusSign = 0x2b;
const space = 0x20;

function splitAt(bytes: Uint8Array, separator: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let start = 0;
  for (let end = bytes.indexOf(separator); end >= 0; end = bytes.indexOf(separator, start)) {
    parts.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return [...parts, bytes.subarray(start)];
}

function decode(escaped: Uint8Array): string | null {
  const bytes: number[] = [];
  for (let i = 0; i < escaped.length; i += 1) {
    const byte = escaped[i] ?? 0;
    if (byte === percentSign) {
      const digits = String.fromCharCode(escaped[i + 1] ?? 0, escaped[i + 2] ?? 0);
      if (!/^[0-9A-Fa-f]{2}$/.test(digits)) return null;
      bytes.push(Number.parseInt(digits, 16));
      i += 2;
    } else {
      bytes.push(byte === plusSign ? space : byte);
    }
  }
  const text = iconv.decode(Buffer.from(bytes), "cp949");
  return text.includes("\uFFFD") ? null : text;
}
