"use client";

import "#components/theme/tokens.css";
import "#components/theme/store.css";

import { NextIntlClientProvider } from "next-intl";
import { LOCALE_COOKIE, localeOf, TIME_ZONE } from "#components/i18n/locale.ts";
import { pickMessages } from "#components/i18n/messages/messages.ts";
import { ErrorPage } from "#components/ui/error-page.tsx";

/** The layout itself failed, and with it all that it provides: the language is read from the cookie here. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const cookies = typeof document === "undefined" ? "" : document.cookie;
  const locale = localeOf(new RegExp(`(?:^|; )${LOCALE_COOKIE}=(\\w+)`).exec(cookies)?.[1]);
  return (
    <html lang={locale}>
      <body>
        <NextIntlClientProvider
          locale={locale}
          messages={pickMessages(locale, ["common", "errors"])}
          timeZone={TIME_ZONE}
        >
          <main>
            <ErrorPage error={error} retry={retry} />
          </main>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
