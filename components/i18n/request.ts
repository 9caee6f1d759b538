import { cookies } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { LOCALE_COOKIE, type Locale, localeOf, TIME_ZONE } from "./locale.ts";
import { type Messages, messagesOf } from "./messages/messages.ts";

/** Makes `t("…")` accept only keys that exist, with the arguments that the Korean text names. */
declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}

export default getRequestConfig(async () => {
  const locale = localeOf((await cookies()).get(LOCALE_COOKIE)?.value);
  return { locale, messages: messagesOf(locale), timeZone: TIME_ZONE, now: new Date() };
});
