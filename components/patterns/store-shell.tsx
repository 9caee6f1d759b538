import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LanguageSwitch } from "#components/ui/language-switch.tsx";
import { MAIN_ID, SkipLink } from "#components/ui/skip-link.tsx";
import styles from "./store-shell.module.css";
import { type StoreTab, StoreTabs } from "./store-tabs.tsx";

type StoreShellProps = {
  /** Whose pages these are: the store's name. */
  name: string;
  /** None for the page behind a message link, which leads nowhere else. */
  tabs?: readonly StoreTab[];
  /** Beside the language switch: a sign-out button. */
  tools?: ReactNode;
  banner?: ReactNode;
  children: ReactNode;
};

/** Frame of the phone pages: name on top, tabs under the thumb. */
export function StoreShell({ name, tabs = [], tools, banner, children }: StoreShellProps) {
  const t = useTranslations("shell");
  return (
    <>
      <SkipLink />
      <div className={styles.shell}>
        {banner}
        <header className={styles.header}>
          <span className={styles.name}>{name}</span>
          <div className={styles.tools}>
            <LanguageSwitch compact />
            {tools}
          </div>
        </header>
        <main className={styles.main} id={MAIN_ID} tabIndex={-1}>
          {children}
        </main>
        {tabs.length > 0 ? <StoreTabs label={t("navigation")} tabs={tabs} /> : null}
      </div>
    </>
  );
}
