import type { ReactNode } from "react";
import styles from "./card.module.css";
import { classNames } from "./class-names.ts";

type CardProps = {
  title?: string;
  /** No padding: for a list that reaches the card's edges. */
  flush?: boolean;
  children: ReactNode;
};

/** A white sheet on the page, with or without a heading. For desk and store alike. */
export function Card({ title, flush = false, children }: CardProps) {
  return (
    <section className={classNames(styles.card, flush && styles.flush)}>
      {title ? <h2 className={styles.title}>{title}</h2> : null}
      {children}
    </section>
  );
}
