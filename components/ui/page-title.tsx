import type { ReactNode } from "react";
import styles from "./page-title.module.css";

/** The only `<h1>` of a phone page. Desk pages have `PageHeader`. */
export function PageTitle({ children, detail }: { children: ReactNode; detail?: ReactNode }) {
  return (
    <div>
      <h1 className={styles.title}>{children}</h1>
      {detail ? <p className={styles.detail}>{detail}</p> : null}
    </div>
  );
}
