import { getLocale } from "next-intl/server";
import { FORMATTERS, type Formatter } from "./formatter.ts";

/** The formatter of the reader's language, in async server components. */
export async function getFormat(): Promise<Formatter> {
  return FORMATTERS[await getLocale()];
}
