import type { ReactNode } from "react";
import type { Tone } from "#components/theme/tokens.ts";
import { classNames } from "./class-names.ts";
import styles from "./status-badge.module.css";

/** A state in a word. The tone only supports what the word already says. */
export function StatusBadge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={classNames(styles.badge, styles[tone])}>{children}</span>;
}
