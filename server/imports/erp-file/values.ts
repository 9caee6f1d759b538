/** The most that one bill may ask for. Far above any real bill; catches a code or a phone number taken for money. */
export const MAX_BILL_WON = 1_000_000_000_000n;

const MAX_AMOUNT_TEXT = 100;

type WonProblem = "AMOUNT_EMPTY" | "AMOUNT_NOT_A_NUMBER" | "AMOUNT_FRACTION" | "AMOUNT_TOO_LARGE";
type ParsedWon = { ok: true; amountWon: bigint } | { ok: false; problem: WonProblem };

type DateProblem = "DATE_EMPTY" | "DATE_INVALID";
type ParsedDate = { ok: true; date: string } | { ok: false; problem: DateProblem };

/** Visible ASCII and composed Hangul, single spaces between. */
const ALREADY_NORMAL = /^(?:[!-~가-힣]+(?: [!-~가-힣]+)*)?$/;

/** ASCII without the wrappings that normaliseToken takes off. */
const ALREADY_TOKEN = /^(?:[!-&(-<>-~][!-~]*)?$/;

/** Runs of any blank (no-break, full-width, line break) become one space; ends trimmed; Hangul composed (NFC). */
export function normaliseText(text: string): string {
  if (ALREADY_NORMAL.test(text)) return text; // most cells, spared four passes
  return text
    .replace(/[\u200B\u2060\uFEFF]/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .normalize("NFC");
}

/**
 * As normaliseText, for codes, numbers and dates: full-width letters, digits and signs become ordinary ones, and
 * the wrappings by which ERPs keep Excel from eating leading zeros (`="00001"`, `'00001`) are taken off.
 */
export function normaliseToken(text: string): string {
  if (ALREADY_TOKEN.test(text)) return text;
  const halfWidth = normaliseText(text)
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replaceAll("￦", "₩");
  return (/^="(.*)"$/.exec(halfWidth)?.[1] ?? halfWidth.replace(/^'(?=.)/, "")).trim();
}

const CURRENCY = "(?:₩|\\\\|KRW)?";
const WON_TEXT = new RegExp(
  `^${CURRENCY} ?(?<sign>[-+−–△▲])? ?${CURRENCY} ?` +
    "(?<whole>\\d{1,3}(?:,\\d{3})+|\\d{1,3}(?: \\d{3})+|\\d+)(?:\\.(?<fraction>\\d*))? ?" +
    `(?:원|KRW)? ?(?<trailing>-)?$`,
  "i",
);
const PARENTHESISED = /^(?:₩|\\|KRW)? ?\((?<inside>[^()]*)\) ?(?:원|KRW)?$/i;

/**
 * Money as ERPs write it: `1,234,000`, `1,234,000원`, `₩1,234,000`, `１２３`, `1,234.00`; negative as `-1`, `△1`,
 * `▲1`, `(1)`, `1-`. A lone dash is the zero of accounting formats. Separators must stand at the thousands.
 */
export function parseWon(text: string): ParsedWon {
  const token = normaliseToken(text);
  if (token === "") return { ok: false, problem: "AMOUNT_EMPTY" };
  if (/^(?:₩|\\)? ?-$/.test(token)) return { ok: true, amountWon: 0n };
  if (token.length > MAX_AMOUNT_TEXT) {
    return { ok: false, problem: /^-?\d+$/.test(token) ? "AMOUNT_TOO_LARGE" : "AMOUNT_NOT_A_NUMBER" };
  }

  const inside = PARENTHESISED.exec(token)?.groups?.inside?.trim();
  const groups = WON_TEXT.exec(inside ?? token)?.groups;
  const minusCount = countTrue(inside !== undefined, isMinus(groups?.sign), groups?.trailing !== undefined);
  const isSignedTwice = minusCount > 1 || (minusCount === 1 && groups?.sign === "+");
  if (groups?.whole === undefined || isSignedTwice) return { ok: false, problem: "AMOUNT_NOT_A_NUMBER" };
  if (/[1-9]/.test(groups.fraction ?? "")) return { ok: false, problem: "AMOUNT_FRACTION" };

  const absoluteWon = BigInt(groups.whole.replace(/[, ]/g, ""));
  if (absoluteWon > MAX_BILL_WON) return { ok: false, problem: "AMOUNT_TOO_LARGE" };
  return { ok: true, amountWon: minusCount === 1 ? -absoluteWon : absoluteWon };
}

function isMinus(sign: string | undefined): boolean {
  return sign !== undefined && sign !== "+";
}

function countTrue(...flags: boolean[]): number {
  return flags.filter(Boolean).length;
}

const DATE_SHAPES = [
  /^(?<y>\d{4}|\d{2})(?<sep>[-/.])(?<m>\d{1,2})\k<sep>(?<d>\d{1,2})$/,
  /^(?<y>\d{4}|\d{2})\. ?(?<m>\d{1,2})\. ?(?<d>\d{1,2})\.?$/,
  /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
  /^(?<y>\d{4}|\d{2})년 ?(?<m>\d{1,2})월 ?(?<d>\d{1,2})일$/,
] as const;

/** A date as ERPs write it, year first; two-digit years are of this century. @returns ISO `yyyy-mm-dd` */
export function parseDate(text: string): ParsedDate {
  const token = normaliseToken(text).slice(0, MAX_AMOUNT_TEXT);
  if (token === "") return { ok: false, problem: "DATE_EMPTY" };
  // Excel writes a day as its midnight.
  const day = token.replace(/ 0{1,2}:00(?::00(?:\.0+)?)?$/, "");
  for (const shape of DATE_SHAPES) {
    const groups = shape.exec(day)?.groups;
    if (!groups) continue;
    const year = Number(groups.y) + (groups.y?.length === 2 ? 2000 : 0);
    const date = toIsoDate(year, Number(groups.m), Number(groups.d));
    if (date) return { ok: true, date };
  }
  return { ok: false, problem: "DATE_INVALID" };
}

/** First and last day for which serials are taken for days: 2000-01-01 and 2099-12-31. Money may look the same. */
const SERIAL_DAYS = { first: 36_526, last: 73_050, unixEpoch: 25_569 } as const;

/** As parseDate, for a column that is said to hold days: Excel's serial numbers, too, where a day lost its format. */
export function parseDay(text: string): ParsedDate {
  const parsed = parseDate(text);
  const serial = Number(/^(\d{5})(?:\.0+)?$/.exec(normaliseToken(text).slice(0, 20))?.[1] ?? 0);
  if (parsed.ok || serial < SERIAL_DAYS.first || serial > SERIAL_DAYS.last) return parsed;
  const instant = new Date((serial - SERIAL_DAYS.unixEpoch) * 24 * 60 * 60 * 1_000);
  return { ok: true, date: instant.toISOString().slice(0, 10) };
}

type Period = { startOn: string; endOn: string };

/** A period in one cell: `2026-10-01 ~ 2026-10-31`, `2026-10`, `202610`, `2026년 10월`, or a single day. Else null. */
export function parsePeriod(text: string): Period | null {
  const token = normaliseToken(text).slice(0, MAX_AMOUNT_TEXT);
  const [start, end, ...more] = token.split(/ ?(?:[~∼〜–]|부터| - | to ) ?/).map(parseDay);
  if (start?.ok && end === undefined) return { startOn: start.date, endOn: start.date };
  if (start?.ok && end?.ok && more.length === 0) return { startOn: start.date, endOn: end.date };
  const month = /^(\d{4})(?:[-/.]|년 ?)?(\d{1,2})(?:월분?)?$/.exec(token);
  return month ? monthOf(Number(month[1]), Number(month[2])) : null;
}

/** The whole month, or null where there is no such. */
export function monthOf(year: number, month: number): Period | null {
  const startOn = toIsoDate(year, month, 1);
  if (!startOn) return null;
  return { startOn, endOn: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) };
}

function toIsoDate(year: number, month: number, day: number): string | null {
  if (year < 2000 || year > 2100) return null;
  const instant = new Date(Date.UTC(year, month - 1, day));
  const isReal = instant.getUTCMonth() === month - 1 && instant.getUTCDate() === day;
  return isReal ? instant.toISOString().slice(0, 10) : null;
}

const BUSINESS_NUMBER_WEIGHTS = [1, 3, 7, 1, 3, 7, 1, 3, 5] as const;

/**
 * A Korean business registration number (사업자등록번호) as its ten digits, or null where it is none.
 * Checksum as the National Tax Service defines it: weights 1 3 7 1 3 7 1 3 5, the ninth product's tens added.
 */
export function parseBusinessNumber(text: string): string | null {
  const token = normaliseToken(text);
  if (!/^\d{3}[- ]?\d{2}[- ]?\d{5}$/.test(token)) return null;
  const digits = token.replace(/[- ]/g, "");
  const at = (i: number) => digits.charCodeAt(i) - 48;
  const sum = BUSINESS_NUMBER_WEIGHTS.reduce<number>((total, weight, i) => total + weight * at(i), 0);
  return (10 - ((sum + Math.floor((at(8) * 5) / 10)) % 10)) % 10 === at(9) && sum > 0 ? digits : null;
}
