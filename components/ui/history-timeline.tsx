import type { ReactNode } from "react";
import type { Tone } from "#components/theme/tokens.ts";
import { classNames } from "./class-names.ts";
import { DateTimeText } from "./date-text.tsx";
import type { DateValue } from "./format.ts";
import styles from "./history-timeline.module.css";

export type HistoryEntry = {
  id: string;
  at: DateValue;
  title: ReactNode;
  detail?: ReactNode;
  tone?: Tone;
};

/** What happened, in the order given. For desk and store alike. */
export function HistoryTimeline({ entries }: { entries: readonly HistoryEntry[] }) {
  return (
    <ol className={styles.list}>
      {entries.map(({ id, at, title, detail, tone = "neutral" }) => (
        <li className={classNames(styles.item, styles[tone])} key={id}>
          <div className={styles.head}>
            <span className={styles.title}>{title}</span>
            <span className={styles.at}>
              <DateTimeText at={at} />
            </span>
          </div>
          {detail ? <div className={styles.detail}>{detail}</div> : null}
        </li>
      ))}
    </ol>
  );
}
