import "#components/theme/tokens.css";
import "#components/theme/store.css";

import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotFoundPage } from "#components/ui/not-found-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("errors.page"))("notFoundTitle") };
}

/** For addresses that no route knows. */
export default async function GlobalNotFound() {
  return (
    <html lang={await getLocale()}>
      <body>
        <main>
          <NotFoundPage homeHref="/" />
        </main>
      </body>
    </html>
  );
}
