"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Icon, type IconName } from "#components/ui/icon.tsx";
import { LanguageSwitch } from "#components/ui/language-switch.tsx";
import styles from "./desk-shell.module.css";
import { type ShellUser, UserMenu } from "./user-menu.tsx";

export type NavItem = { href: string; label: string; icon: IconName };

export type DeskMenuProps = {
  homeHref: string;
  /** Whose desk this is: the distributor's name, or "관리자". */
  tenant: string;
  items: readonly NavItem[];
  user?: ShellUser | undefined;
};

export function DeskBrand({ homeHref, tenant }: Pick<DeskMenuProps, "homeHref" | "tenant">) {
  const t = useTranslations("common");
  return (
    <Link className={styles.brand} href={homeHref}>
      <span className={styles.wordmark}>{t("appName")}</span>
      <span className={styles.tenant}>{tenant}</span>
    </Link>
  );
}

/** The item whose address is the longest beginning of where we are. */
function currentOf(items: readonly NavItem[], pathname: string): string | undefined {
  return items
    .map(({ href }) => href)
    .filter((href) => pathname === href || pathname.startsWith(`${href}/`))
    .sort((one, other) => other.length - one.length)[0];
}

/** Navigation, language and user: the sidebar's content, and the drawer's on a phone. */
export function DeskMenu({ items, user }: DeskMenuProps) {
  const t = useTranslations("shell");
  const current = currentOf(items, usePathname());
  return (
    <>
      <nav aria-label={t("navigation")} className={styles.nav}>
        <ul>
          {items.map(({ href, label, icon }) => (
            <li key={href}>
              <Link aria-current={href === current ? "page" : undefined} className={styles.link} href={href}>
                <Icon name={icon} />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.foot}>
        <LanguageSwitch />
        {user ? <UserMenu user={user} /> : null}
      </div>
    </>
  );
}
