import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import styles from "./admin-notification.module.css";
import type { QueueStatus } from "./admin-notification.types.ts";
import { RateLimits } from "./rate-limits.tsx";
import { useSpanText } from "./use-span-text.ts";

type MediumStatus = QueueStatus["media"][number];

/** How much of the shared rate is used, when the queue will have drained, and what the service has refused. */
export function SendingRate({ status }: { status: QueueStatus }) {
  const t = useTranslations("adminNotification.rate");
  return (
    <Card title={t("title")}>
      <ul className={styles.rows}>
        {status.media.map((medium) => (
          <li className={styles.row} key={medium.medium}>
            <MediumRate status={medium} />
          </li>
        ))}
      </ul>
      <h3 className={styles.subheading}>{t("limits")}</h3>
      <RateLimits limits={status.limits} />
    </Card>
  );
}

function MediumRate({ status }: { status: MediumStatus }) {
  const t = useTranslations("adminNotification.rate");
  const tMedium = useTranslations("notification.medium");
  const spanText = useSpanText();
  const { due, allowedPerSecond, lastMinute, last10s, drainMs } = status;
  const medium = tMedium(status.medium);
  return (
    <>
      <div className={styles.rowHead}>
        <strong>{medium}</strong>
        <span className={styles.small}>{t("perSecond", { rate: allowedPerSecond.toFixed(1) })}</span>
      </div>
      <ProgressBar done={lastMinute} label={t("use", { medium })} total={allowedPerSecond * 60} />
      <div className={styles.figures}>
        <span>{t("minute", { used: lastMinute, allowed: Math.floor(allowedPerSecond * 60) })}</span>
        <span>{t("tenSeconds", { used: last10s, allowed: Math.floor(allowedPerSecond * 10) })}</span>
      </div>
      <div className={styles.forecast}>
        {due === 0 ? t("drainNone") : t("drain", { count: due, time: spanText(drainMs) })}
      </div>
    </>
  );
}
