import { useTranslations } from "next-intl";
import type { Tone } from "#components/theme/tokens.ts";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "../settlement.module.css";
import type { Settlement } from "../settlement.types.ts";

const tones: Record<NonNullable<Settlement["payoutStatus"]>, Tone> = {
  NOT_DUE: "neutral",
  PENDING: "info",
  PAID: "positive",
  FAILED: "danger",
};

/** Whether a closed settlement's money has been paid out. */
export function PayoutStatus({ settlement }: { settlement: Settlement }) {
  const t = useTranslations("payout");
  const format = useFormat();
  const { payoutStatus, paidOn } = settlement;
  if (!payoutStatus) return <span className={styles.faint}>–</span>;
  return (
    <span className={styles.stacked}>
      <StatusBadge tone={tones[payoutStatus]}>{t(`status.${payoutStatus}`)}</StatusBadge>
      {paidOn ? <span className={styles.small}>{t("paidOn", { day: format.dateShort(paidOn) })}</span> : null}
    </span>
  );
}
