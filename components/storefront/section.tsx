import type { ReactNode } from "react";
import styles from "./section.module.css";

/** A part of a page under a heading of its own. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </section>
  );
}

/** One sentence instead of a list that has nothing in it. */
export function NothingYet({ children }: { children: ReactNode }) {
  return <p className={styles.nothing}>{children}</p>;
}
