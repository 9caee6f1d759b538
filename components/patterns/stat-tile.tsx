import Link from "next/link";
import type { ReactNode } from "react";
import type { Tone } from "#components/theme/tokens.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Icon, type IconName } from "#components/ui/icon.tsx";
import styles from "./stat-tile.module.css";

/** Tiles side by side, as many as fit. */
export function StatGrid({ children }: { children: ReactNode }) {
  return <div className={styles.grid}>{children}</div>;
}

type StatTileProps = {
  label: string;
  value: ReactNode;
  /** What the figure counts, or since when. */
  hint?: ReactNode;
  icon?: IconName;
  /** Only where the figure calls for action, or reports that all is well. */
  tone?: Extract<Tone, "positive" | "warning" | "danger" | "neutral">;
  /** Where the things counted are listed. */
  href?: string;
};

/** One figure of an overview. */
export function StatTile({ label, value, hint, icon, tone = "neutral", href }: StatTileProps) {
  const content = (
    <>
      <div className={styles.label}>
        {label}
        {icon ? <Icon className={styles.icon} name={icon} /> : null}
      </div>
      <div className={styles.value}>{value}</div>
      {hint ? <div className={styles.hint}>{hint}</div> : null}
    </>
  );
  const className = classNames(styles.tile, styles[tone]);
  if (href === undefined) return <div className={className}>{content}</div>;
  return (
    <Link className={className} href={href} prefetch={false}>
      {content}
    </Link>
  );
}
