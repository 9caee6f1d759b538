import type { ReactNode } from "react";
import styles from "./empty-state.module.css";
import { Icon, type IconName } from "./icon.tsx";

type EmptyStateProps = {
  icon?: IconName;
  title: string;
  /** What to do next, or why there is nothing. */
  body?: ReactNode;
  action?: ReactNode;
  /** When it stands for the whole page: the title is then its `<h1>`. */
  wholePage?: boolean;
};

/** Nothing here, and what to do about it. For desk and store alike. */
export function EmptyState({ icon = "inbox", title, body, action, wholePage = false }: EmptyStateProps) {
  return (
    <div className={styles.box}>
      <span className={styles.icon}>
        <Icon name={icon} size={26} />
      </span>
      {wholePage ? <h1 className={styles.title}>{title}</h1> : <p className={styles.title}>{title}</p>}
      {body ? <p className={styles.body}>{body}</p> : null}
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
