import { NextIntlClientProvider, useLocale, useTranslations } from "next-intl";
import { pickMessages } from "#components/i18n/messages/messages.ts";
import { StoreShell } from "#components/patterns/store-shell.tsx";
import { SandboxBanner } from "#components/ui/sandbox-banner.tsx";
import { formFor } from "./destination.ts";
import styles from "./sign-in.module.css";
import { SignIn } from "./sign-in.tsx";
import type { SignInOffer } from "./sign-in-offer.ts";

/** The whole sign-in page, for all three roles. */
export function SignInPage({ next, offer }: { next: string | undefined; offer: SignInOffer }) {
  const t = useTranslations();
  const locale = useLocale();
  const sandbox = offer.demoSignIns.length > 0;
  return (
    <StoreShell banner={sandbox ? <SandboxBanner /> : null} name={t("common.appName")}>
      <div className={styles.page}>
        <header className={styles.heading}>
          <h1 className={styles.title}>{t("login.title")}</h1>
          <p className={styles.lead}>{t("login.lead")}</p>
        </header>
        <NextIntlClientProvider messages={pickMessages(locale, ["login"])}>
          <SignIn first={formFor(next)} next={next} offer={offer} />
        </NextIntlClientProvider>
      </div>
    </StoreShell>
  );
}
