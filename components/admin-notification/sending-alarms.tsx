"use client";

import { useTranslations } from "next-intl";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./admin-notification.module.css";
import type { OpenBreaker, SendingStop } from "./admin-notification.types.ts";
import { ResumeButton } from "./resume-button.tsx";
import { useAlarms } from "./use-queue.ts";

/** What keeps messages from leaving: kill switches that are on, and a service that does not answer. Nothing when all is well. */
export function SendingAlarms() {
  const { data, error, refetch } = useAlarms();
  if (!data) return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null;
  if (data.stops.length + data.breakers.length === 0) return null;
  return (
    <ul className={styles.alarms}>
      {data.stops.map((stop) => (
        <StopAlarm key={stop.distributorId ?? "all"} stop={stop} />
      ))}
      {data.breakers.map((breaker) => (
        <BreakerAlarm
          breaker={breaker}
          key={`${breaker.medium} ${breaker.limit} ${breaker.openSince.getTime()}`}
        />
      ))}
    </ul>
  );
}

function StopAlarm({ stop }: { stop: SendingStop }) {
  const t = useTranslations("adminNotification.stop");
  const format = useFormat();
  const { distributorName, stoppedBy, stoppedAt, reason, waiting } = stop;
  const at = format.dateTimeShort(stoppedAt);
  return (
    <li className={styles.alarm} data-tone="warning">
      <Icon name="alert" />
      <div className={styles.alarmText}>
        <strong>{distributorName === null ? t("bannerAll") : t("banner", { name: distributorName })}</strong>
        <span>{t("by", { name: stoppedBy, at, reason })}</span>
        <span>{t("waiting", { count: waiting })}</span>
      </div>
      <ResumeButton stop={stop} />
    </li>
  );
}

function BreakerAlarm({ breaker }: { breaker: OpenBreaker }) {
  const t = useTranslations("adminNotification");
  const tTrouble = useTranslations("notification.trouble");
  const format = useFormat();
  const { distributorName, limit, openSince, failures, probeAt, detail } = breaker;
  const trouble = tTrouble(breaker.trouble);
  const limitKey = `rate.limit.${limit}` as "rate.limit.other";
  const title =
    limit === "app"
      ? t("breaker.all", { trouble })
      : distributorName !== null
        ? t("breaker.one", { distributor: distributorName, trouble })
        : t("breaker.limit", { limit: t.has(limitKey) ? t(limitKey) : t("rate.limit.other"), trouble });
  const since = format.dateTimeShort(openSince);
  return (
    <li className={styles.alarm} data-tone="danger">
      <Icon name="alert" />
      <div className={styles.alarmText}>
        <strong>{title}</strong>
        <span>
          {t("breaker.since", { since, count: failures, probe: format.dateTimeShort(probeAt) })}{" "}
          {breaker.trouble === "token-refused" ? t("todo.token-refused") : t("breaker.promise")}
        </span>
        {detail === null ? null : <code>{detail}</code>}
      </div>
    </li>
  );
}
