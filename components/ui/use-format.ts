import { useLocale } from "next-intl";
import { FORMATTERS, type Formatter } from "./formatter.ts";

/** The formatter of the reader's language, in client components and in server components that are not async. */
export function useFormat(): Formatter {
  return FORMATTERS[useLocale()];
}
