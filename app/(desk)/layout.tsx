import "@mantine/core/styles.layer.css";
import "@mantine/dates/styles.layer.css";
import "@mantine/dropzone/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css";
import "#components/theme/tokens.css";
import "#components/theme/desk.css";

import { mantineHtmlProps } from "@mantine/core";
import type { Metadata, Viewport } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { DeskProviders } from "#components/patterns/desk-providers.tsx";
import { pine } from "#components/theme/tokens.ts";

export async function generateMetadata(): Promise<Metadata> {
  const appName = (await getTranslations("common"))("appName");
  return { title: { default: appName, template: `%s · ${appName}` }, robots: { index: false } };
}

export const viewport: Viewport = { themeColor: pine[7] };

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  return (
    <html lang={locale} {...mantineHtmlProps} data-mantine-color-scheme="light">
      <body>
        <NextIntlClientProvider>
          <DeskProviders>{children}</DeskProviders>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
