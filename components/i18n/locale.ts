/** Which language a screen speaks. Korean unless the reader chose otherwise; never in the address. */
export const LOCALES = ["ko", "en"] as const;

export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = "ko";

/** Read by the server for every page, and by the last-resort error page in the browser. */
export const LOCALE_COOKIE = "sunap-locale";

/** All business days are Korean days. */
export const TIME_ZONE = "Asia/Seoul";

/** The locale that a cookie or form value names; the default for anything else. */
export function localeOf(value: unknown): Locale {
  return LOCALES.find((locale) => locale === value) ?? DEFAULT_LOCALE;
}
