import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "#components/ui/icon.tsx";
import styles from "./page-header.module.css";

type PageHeaderProps = {
  title: ReactNode;
  /** One sentence on what the page is for, or what must be known to read it. */
  description?: ReactNode;
  /** Beside the title: the state of the thing shown. */
  badge?: ReactNode;
  /** On the right: at most one filled button. */
  actions?: ReactNode;
  back?: { href: string; label: string };
};

/** The top of every desk page; holds its only `<h1>`. */
export function PageHeader({ title, description, badge, actions, back }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <div>
        {back ? (
          <Link className={styles.back} href={back.href}>
            <Icon name="chevron" size={14} />
            {back.label}
          </Link>
        ) : null}
        <div className={styles.line}>
          <h1 className={styles.title}>{title}</h1>
          {badge}
        </div>
        {description ? <p className={styles.description}>{description}</p> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </header>
  );
}
