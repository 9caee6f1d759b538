import {
  type FileDelimiter,
  type FileEncoding,
  fileDelimiters,
} from "#server/imports/erp-file/mapping.schema.ts";

const HEAD_BYTES = 64 * 1024;
const MAX_ROWS = 20;
const MAX_COLUMNS = 30;
const MAX_CELL_CHARS = 60;

/** More than this share of signs that no encoding has is no text. */
const MAX_UNREADABLE_SHARE = 0.05;

/** How a file begins, as the browser reads it by itself. */
export type FileHead =
  | { kind: "text"; encoding: FileEncoding; delimiter: FileDelimiter; rows: string[][] }
  /** Packed: only the server looks inside. */
  | { kind: "workbook" };

/** What the clerk says about the file, instead of what is detected. */
export type HeadChoice = { encoding?: FileEncoding | undefined; delimiter?: FileDelimiter | undefined };

/**
 * The first rows of a file that is still being uploaded. A look only: what is billed is what the server reads.
 * @returns null for what is neither text nor a workbook
 */
export async function readFileHead(file: Blob, choice: HeadChoice = {}): Promise<FileHead | null> {
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04)
    return { kind: "workbook" };
  const encoding = choice.encoding ?? guessEncoding(bytes);
  // The browser's euc-kr is Windows' code page 949, as https://encoding.spec.whatwg.org/#index-euc-kr has it.
  const label = encoding === "cp949" ? "euc-kr" : encoding;
  const text = new TextDecoder(label).decode(bytes, { stream: bytes.length < file.size });
  if (isUnreadable(text) && choice.encoding === undefined) return null;
  return { kind: "text", encoding, ...(await cutRows(text, choice.delimiter, bytes.length < file.size)) };
}

async function cutRows(
  text: string,
  wanted: FileDelimiter | undefined,
  isCut: boolean,
): Promise<{ delimiter: FileDelimiter; rows: string[][] }> {
  const { default: Papa } = await import("papaparse");
  const parsed = Papa.parse<string[]>(text, {
    delimiter: wanted ?? "",
    delimitersToGuess: [...fileDelimiters],
    preview: MAX_ROWS + 1,
    skipEmptyLines: "greedy",
  });
  // The last one may be half a row.
  const whole = isCut && parsed.data.length <= MAX_ROWS ? parsed.data.slice(0, -1) : parsed.data;
  const rows = whole
    .slice(0, MAX_ROWS)
    .map((cells) => cells.slice(0, MAX_COLUMNS).map((cell) => cell.trim().slice(0, MAX_CELL_CHARS)));
  const delimiter = fileDelimiters.find((one) => one === parsed.meta.delimiter) ?? ",";
  return { delimiter, rows };
}

/** By the server's rules, as far as a file's head tells: byte order mark, places of NULs, strict UTF-8, else CP949. */
function guessEncoding(bytes: Uint8Array): FileEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const nulAt = (parity: 0 | 1) =>
    bytes.reduce((sum, byte, i) => sum + Number(byte === 0 && i % 2 === parity), 0);
  const [evenCount, oddCount] = [nulAt(0), nulAt(1)];
  const nulCount = evenCount + oddCount;
  if (nulCount >= Math.max(2, bytes.length / 20)) {
    if (evenCount <= nulCount / 20) return "utf-16le";
    if (oddCount <= nulCount / 20) return "utf-16be";
  }
  return isUtf8(bytes) ? "utf-8" : "cp949";
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // As a stream: the head's end may cut a character in two.
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function isUnreadable(text: string): boolean {
  let count = 0;
  for (const char of text) if (char === "\uFFFD" || char === "\0") count++;
  return count > text.length * MAX_UNREADABLE_SHARE;
}
