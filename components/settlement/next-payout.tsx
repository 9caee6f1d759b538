"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { DateText } from "#components/ui/date-text.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { PayoutFigures } from "./payout-figures.tsx";
import styles from "./settlement.module.css";
import type { Settlement } from "./settlement.types.ts";
import { Unconfirmed } from "./use-settlement-columns.tsx";

type NextPayoutProps = {
  /** Null when none is due; undefined while it is not known. */
  settlement: Settlement | null | undefined;
  error: unknown;
  onRetry: () => void;
};

/** The next payout: when, how much, and how that comes about. */
export function NextPayout({ settlement, error, onRetry }: NextPayoutProps) {
  const t = useTranslations("settlement.next");
  if (settlement === undefined) {
    return <Card>{error ? <ErrorNotice error={error} onRetry={onRetry} /> : <Skeleton h={190} />}</Card>;
  }
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
