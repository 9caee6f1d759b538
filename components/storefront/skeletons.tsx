import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import textStyles from "#components/ui/text.module.css";
import styles from "./skeletons.module.css";

/** In the shape of the first page while it is on the way. */
export function BillsSkeleton() {
  return (
    <Waiting>
      <span className={styles.title} />
      {[0, 1].map((card) => (
        <Card key={card}>
          <div className={styles.sheet}>
            <span className={styles.line} />
            <span className={styles.amount} />
            <span className={styles.line} />
            <span className={styles.panel} />
          </div>
        </Card>
      ))}
    </Waiting>
  );
}

/** In the shape of the payments while they are on the way. */
export function PaymentsSkeleton() {
  return (
    <Waiting>
      <span className={styles.title} />
      <Card>
        <div className={styles.sheet}>
          {[0, 1, 2, 3, 4].map((row) => (
            <span className={styles.row} key={row} />
          ))}
        </div>
      </Card>
    </Waiting>
  );
}

function Waiting({ children }: { children: ReactNode }) {
  const t = useTranslations("common.list");
  return (
    <div className={styles.page} role="status">
      <span className={textStyles.hidden}>{t("loading")}</span>
      {children}
    </div>
  );
}
