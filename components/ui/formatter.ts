import type { Locale } from "#components/i18n/locale.ts";
import {
  type DateValue,
  formatAccountNumber,
  formatCount,
  formatDate,
  formatDateShort,
  formatDateTime,
  formatDateTimeShort,
  formatDay,
  formatMonth,
  formatPeriod,
  formatPhoneNumber,
  formatRate,
  formatRelative,
  formatWon,
} from "./format.ts";

function formatterOf(locale: Locale) {
  return {
    won: (amountWon: bigint) => formatWon(amountWon, locale),
    count: formatCount,
    rate: formatRate,
    date: (value: DateValue) => formatDate(value, locale),
    dateShort: formatDateShort,
    dateTime: (value: DateValue) => formatDateTime(value, locale),
    dateTimeShort: formatDateTimeShort,
    day: (value: DateValue) => formatDay(value, locale),
    month: (value: DateValue) => formatMonth(value, locale),
    period: formatPeriod,
    relative: (value: DateValue, now: Date) => formatRelative(value, now, locale),
    accountNumber: formatAccountNumber,
    phoneNumber: formatPhoneNumber,
  };
}

/** Everything in format.ts, in one language. */
export type Formatter = ReturnType<typeof formatterOf>;

/** One object per language, so that it is a stable dependency of hooks. */
export const FORMATTERS: Record<Locale, Formatter> = { ko: formatterOf("ko"), en: formatterOf("en") };
