import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { DateText } from "#components/ui/date-text.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PayoutFigures } from "./payout-figures.tsx";
import styles from "./settlement.module.css";
import type { Settlement } from "./settlement.types.ts";
import { Unconfirmed } from "./use-settlement-columns.tsx";

/** The next payout; null when none is due. */
export function NextPayout({ settlement }: { settlement: Settlement | null }) {
  const t = useTranslations("settlement.next");
  if (settlement === null) {
    return (
      <Card>
        <EmptyState body={t("emptyBody")} icon="calendar" title={t("emptyTitle")} />
      </Card>
    );
  }
  return (
    <Card>
      <div className={styles.label}>{t("label")}</div>
      <div className={styles.when}>
        <DateText look="day" on={settlement.payoutOn} />
        <Unconfirmed settlement={settlement} />
      </div>
      <PayoutFigures settlement={settlement} />
      <p className={styles.note}>
        {t("net")} = {t("formula")}
      </p>
    </Card>
  );
}
