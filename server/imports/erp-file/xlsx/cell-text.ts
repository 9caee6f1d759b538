/** How a cell's number is shown: as a day, with its digits in a mask such as 00000, or as it is. */
export type NumberFormat = { kind: "plain" } | { kind: "date" } | { kind: "mask"; mask: string };

/** Built-in formats that show a day, those of Korean and other East Asian Excels included (ECMA-376-1 §18.8.30). */
const BUILT_IN_DATES = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);

/** Excel allows 255. */
const MAX_CODE_CHARS = 1_000;

/** What a number format does with a number, as far as a ledger needs it. */
export function numberFormatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return BUILT_IN_DATES.has(id) ? { kind: "date" } : { kind: "plain" };
  const bare = (code.slice(0, MAX_CODE_CHARS).split(";")[0] ?? "")
    .replace(/\[[^\]]*\]/g, "")
    .replace(/"[^"]*"|[_*]./g, "")
    .replaceAll("\\", "")
    .trim();
  if (/^0[0-]*0$/.test(bare)) return { kind: "mask", mask: bare };
  const isDate = /[yd]/i.test(bare) && !/[#0?]/.test(bare) && !/^general$/i.test(bare);
  return isDate ? { kind: "date" } : { kind: "plain" };
}

const DAY_MS = 24 * 60 * 60 * 1_000;
const MAX_SERIAL = 2_958_465; // 9999-12-31
/** Days between the epochs of Excel for Windows and of old Excel for Mac. */
const EPOCH_1904_DAYS = 1_462;

/** A cell's number as the clerk sees it in Excel; money always without separators. */
export function numberText(value: string, format: NumberFormat, isEpoch1904: boolean): string {
  const number = Number(value);
  if (!Number.isFinite(number) || value.trim() === "") return value;
  if (format.kind === "date")
    return dateText(number + (isEpoch1904 ? EPOCH_1904_DAYS : 0)) ?? plainText(value, number);
  const plain = plainText(value, number);
  return format.kind === "mask" && /^\d+$/.test(plain) ? fillMask(plain, format.mask) : plain;
}

/**
 * Excel calculates with 15 digits and stores up to 17, so that 0.1 + 0.2 stands in the file as
 * 0.30000000000000004; whole numbers are kept to the digit, as not only Excel writes these files.
 */
function plainText(value: string, number: number): string {
  if (/^-?\d+$/.test(value)) return value;
  const rounded = Number(number.toPrecision(15));
  return Number.isInteger(rounded) ? String(BigInt(rounded)) : String(rounded);
}

/** 42 by 00000 → 00042; 1234567890 by 000-00-00000 → 123-45-67890. More digits than the mask stand in front. */
function fillMask(digits: string, mask: string): string {
  const places = mask.replaceAll("-", "").length;
  const padded = digits.padStart(places, "0");
  const extra = padded.slice(0, padded.length - places);
  let next = extra.length;
  return extra + mask.replace(/0/g, () => padded[next++] ?? "");
}

/** Serial 1 is 1900-01-01; 60 is 29 February 1900, which never was (Excel keeps Lotus 1-2-3's mistake). */
function dateText(serial: number): string | null {
  if (serial < 1 || serial >= MAX_SERIAL + 1) return null;
  const days = Math.floor(serial) - (serial < 60 ? 25_568 : 25_569);
  const minutes = Math.round((serial - Math.floor(serial)) * 24 * 60);
  const iso = new Date(days * DAY_MS + minutes * 60_000).toISOString();
  return minutes === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}

/**
 * Excel escapes control characters as _x000D_, and an underscore before such a text as _x005F_. What Postgres can't
 * keep, NUL and half a surrogate pair, becomes U+FFFD.
 */
export function unescapeText(text: string): string {
  const plain = text.includes("_x")
    ? text.replace(/_x([0-9A-F]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
  return plain.replaceAll("\0", "\uFFFD").toWellFormed();
}
