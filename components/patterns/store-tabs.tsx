"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { Icon, type IconName } from "#components/ui/icon.tsx";
import styles from "./store-shell.module.css";

export type StoreTab = { href: string; label: string; icon: IconName };

/** A bill's own page belongs to the bills' tab, though that tab's address is the beginning of all. */
function isCurrent(tab: StoreTab, tabs: readonly StoreTab[], pathname: string): boolean {
  const candidates = tabs.filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`));
  const longest = candidates.sort((one, other) => other.href.length - one.href.length)[0];
  return longest?.href === tab.href;
}

export function StoreTabs({ label, tabs }: { label: string; tabs: readonly StoreTab[] }) {
  const pathname = usePathname();
  return (
    <nav aria-label={label} className={styles.tabs}>
      {tabs.map((tab) => (
        <Link
          aria-current={isCurrent(tab, tabs, pathname) ? "page" : undefined}
          className={styles.tab}
          href={tab.href}
          key={tab.href}
          prefetch={false}
        >
          <Icon name={tab.icon} size={22} />
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
