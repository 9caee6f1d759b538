import type { Locale } from "#components/i18n/locale.ts";

/**
 * How money, days and numbers look on every screen. Pure; `useFormat`/`getFormat` bind them to the reader's
 * language.
 *
 * Texts are put together by hand rather than by `Intl`'s date styles: server and browser may carry different
 * ICU data, and then a page's first paint and its hydration would disagree.
 */

/** An instant (`…At`), or a day (`…On`) as `YYYY-MM-DD` or as midnight UTC of that day. */
export type DateValue = Date | string;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Seoul has had no summer time since 1988: always UTC+9. */
const SEOUL_OFFSET_MS = 9 * HOUR_MS;

const WEEKDAYS: Record<Locale, readonly string[]> = {
  ko: ["일", "월", "화", "수", "목", "금", "토"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};

const MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const two = (value: number) => String(value).padStart(2, "0");

/** `1234567n` → `1,234,567`. */
export function formatCount(value: bigint | number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** Whole won: `1,234,000원`, `₩1,234,000`; negative with the sign in front. */
export function formatWon(amountWon: bigint, locale: Locale): string {
  const sign = amountWon < 0n ? "-" : "";
  const digits = formatCount(amountWon < 0n ? -amountWon : amountWon);
  return locale === "ko" ? `${sign}${digits}원` : `${sign}₩${digits}`;
}

/** Basis points as a percentage: `150` → `1.5%`. */
export function formatRate(rateBps: number): string {
  return `${Number((rateBps / 100).toFixed(2))}%`;
}

function seoulClock(value: DateValue) {
  const instant = typeof value === "string" ? new Date(value) : value;
  const shifted = new Date(instant.getTime() + SEOUL_OFFSET_MS);
  if (Number.isNaN(shifted.getTime())) throw new RangeError(`Not a date: ${String(value)}`);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    weekday: shifted.getUTCDay(),
    time: `${two(shifted.getUTCHours())}:${two(shifted.getUTCMinutes())}`,
  };
}

/** `2026년 11월 22일`, `22 Nov 2026`. */
export function formatDate(value: DateValue, locale: Locale): string {
  const { year, month, day } = seoulClock(value);
  return locale === "ko" ? `${year}년 ${month}월 ${day}일` : `${day} ${MONTHS_EN[month - 1]} ${year}`;
}

/** `2026-11-22` in every language, for tables and for `<time dateTime>`. */
export function formatDateShort(value: DateValue): string {
  const { year, month, day } = seoulClock(value);
  return `${year}-${two(month)}-${two(day)}`;
}

/** `2026년 11월 22일 14:05`, `22 Nov 2026, 14:05`; the time in Seoul. */
export function formatDateTime(value: DateValue, locale: Locale): string {
  return `${formatDate(value, locale)}${locale === "ko" ? " " : ", "}${seoulClock(value).time}`;
}

/** `2026-11-22 14:05` in every language, for tables; the time in Seoul. */
export function formatDateTimeShort(value: DateValue): string {
  return `${formatDateShort(value)} ${seoulClock(value).time}`;
}

/** A day within reach, where the year goes without saying: `11월 22일 (일)`, `Sun 22 Nov`. */
export function formatDay(value: DateValue, locale: Locale): string {
  const { month, day, weekday } = seoulClock(value);
  const name = WEEKDAYS[locale][weekday];
  return locale === "ko" ? `${month}월 ${day}일 (${name})` : `${name} ${day} ${MONTHS_EN[month - 1]}`;
}

/** `2026년 11월`, `Nov 2026`. */
export function formatMonth(value: DateValue, locale: Locale): string {
  const { year, month } = seoulClock(value);
  return locale === "ko" ? `${year}년 ${month}월` : `${MONTHS_EN[month - 1]} ${year}`;
}

/** A span of days, both included: `2026-11-01 ~ 2026-11-30`. */
export function formatPeriod(fromOn: DateValue, toOn: DateValue): string {
  return `${formatDateShort(fromOn)} ~ ${formatDateShort(toOn)}`;
}

/** `3분 전`, `어제`, `2일 후`; a week away or more, the short date. */
export function formatRelative(value: DateValue, now: Date, locale: Locale): string {
  const instant = typeof value === "string" ? new Date(value) : value;
  const differenceMs = instant.getTime() - now.getTime();
  const awayMs = Math.abs(differenceMs);
  if (awayMs >= 7 * DAY_MS) return formatDateShort(value);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (awayMs < 60_000) return relative.format(0, "second");
  if (awayMs < HOUR_MS) return relative.format(Math.trunc(differenceMs / 60_000), "minute");
  const seoulDay = (at: Date) => Math.floor((at.getTime() + SEOUL_OFFSET_MS) / DAY_MS);
  const days = seoulDay(instant) - seoulDay(now);
  if (days === 0) return relative.format(Math.trunc(differenceMs / HOUR_MS), "hour");
  return relative.format(days, "day");
}

/**
 * Digits in groups of four, for the eye: `7901-2345-6789-01`. Banks group their numbers in ways of their own;
 * a bank app takes them with or without dashes. A single last digit joins the group before it.
 */
export function formatAccountNumber(accountNumber: string): string {
  const digits = accountNumber.replace(/\D/g, "");
  return digits.replace(/(\d{4})(?=\d{2})/g, "$1-");
}

/** `01012345678` → `010-1234-5678`; also 02, 1588 and `+82` numbers. Anything else is left as it is. */
export function formatPhoneNumber(phoneNumber: string): string {
  const digits = phoneNumber.replace(/^\+82\s*\(?0?\)?/, "0").replace(/\D/g, "");
  const parts =
    /^(02)(\d{3,4})(\d{4})$/.exec(digits) ??
    /^(0\d{2})(\d{3,4})(\d{4})$/.exec(digits) ??
    /^(050\d)(\d{3,4})(\d{4})$/.exec(digits) ??
    /^(1\d{3})(\d{4})$/.exec(digits);
  return parts === null ? phoneNumber : parts.slice(1).join("-");
}
