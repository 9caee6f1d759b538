import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import styles from "./list.module.css";

/** Rows under each other, for phone pages; put it into `<Card flush>`. */
export function List({ children }: { children: ReactNode }) {
  return <ul className={styles.list}>{children}</ul>;
}

type ListItemProps = {
  title: ReactNode;
  detail?: ReactNode;
  /** On the right: an amount, under it perhaps a badge. */
  aside?: ReactNode;
  /** Makes the whole row a link. */
  href?: string;
};

export function ListItem({ title, detail, aside, href }: ListItemProps) {
  const content = (
    <>
      <div className={styles.main}>
        <div className={styles.title}>{title}</div>
        {detail ? <div className={styles.detail}>{detail}</div> : null}
      </div>
      {aside ? <div className={styles.aside}>{aside}</div> : null}
      {href ? <Icon className={styles.chevron} name="chevron" size={18} /> : null}
    </>
  );
  return (
    <li className={styles.item}>
      {href ? (
        <Link className={styles.row} href={href} prefetch={false}>
          {content}
        </Link>
      ) : (
        <div className={styles.row}>{content}</div>
      )}
    </li>
  );
}

type Fact = { label: string; value: ReactNode };

/** Name and value pairs: the particulars of a bill, of a contract. For desk and store alike. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ label, value }) => [
        <dt key={`${label}-name`}>{label}</dt>,
        <dd key={label}>{value}</dd>,
      ])}
    </dl>
  );
}
