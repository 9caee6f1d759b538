import "#components/theme/tokens.css";
import "#components/theme/store.css";

import type { Metadata, Viewport } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { pickMessages } from "#components/i18n/messages/messages.ts";
import { stone } from "#components/theme/tokens.ts";

export async function generateMetadata(): Promise<Metadata> {
  const appName = (await getTranslations("common"))("appName");
  return {
    title: { default: appName, template: `%s · ${appName}` },
    robots: { index: false },
    formatDetection: { telephone: false }, // or a phone offers to call the account number
  };
}

export const viewport: Viewport = { themeColor: stone[0], viewportFit: "cover" };

export default async function StoreLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const messages = pickMessages(locale, ["common", "errors", "shell", "storefront"]);
  return (
    <html lang={locale}>
      <body>
        <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>
      </body>
    </html>
  );
}
