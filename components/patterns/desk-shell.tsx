import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { MAIN_ID, SkipLink } from "#components/ui/skip-link.tsx";
import { DeskBrand, DeskMenu, type DeskMenuProps } from "./desk-menu.tsx";
import { DeskMenuDrawer } from "./desk-menu-drawer.tsx";
import styles from "./desk-shell.module.css";

type DeskShellProps = DeskMenuProps & {
  /** Over the page: `<SandboxBanner />`. */
  banner?: ReactNode;
  children: ReactNode;
};

/** Frame of all desk pages: a sidebar, which a phone keeps behind a button, and the page beside it. */
export function DeskShell({ banner, children, ...menu }: DeskShellProps) {
  const t = useTranslations("shell");
  return (
    <>
      <SkipLink />
      <div className={styles.shell}>
        <aside aria-label={t("navigation")} className={styles.sidebar}>
          <DeskBrand homeHref={menu.homeHref} tenant={menu.tenant} />
          <DeskMenu {...menu} />
        </aside>
        <div className={styles.content}>
          <aside aria-label={t("menuBar")} className={styles.topbar}>
            <DeskMenuDrawer {...menu} />
            <DeskBrand homeHref={menu.homeHref} tenant={menu.tenant} />
          </aside>
          {banner}
          <main className={styles.main} id={MAIN_ID} tabIndex={-1}>
            {children}
          </main>
        </div>
      </div>
    </>
  );
}
