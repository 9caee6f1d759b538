import { useTranslations } from "next-intl";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./admin-notification.module.css";
import type { QueueStatus } from "./admin-notification.types.ts";

type LimitStatus = QueueStatus["limits"][number];

/** The variable that holds the burst of a limit. */
const burstVariables: Record<string, string> = {
  "CHAT app": "SENDBIRD_APP_BURST",
  "CHAT user": "SENDBIRD_USER_BURST",
  "CHAT channel": "SENDBIRD_CHANNEL_BURST",
  "CHAT read": "SENDBIRD_READ_BURST",
  "CHAT create": "SENDBIRD_CREATE_BURST",
  "SMS app": "SMS_BURST",
};

/** The shared limits: how often each was drawn on, what the service refused, and what that says about the service. */
export function RateLimits({ limits }: { limits: readonly LimitStatus[] }) {
  const t = useTranslations("adminNotification.rate");
  if (limits.length === 0) return <p className={styles.absent}>{t("noLimits")}</p>;
  return (
    <ul className={styles.rows}>
      {limits.map((limit) => (
        <li className={styles.row} key={`${limit.medium} ${limit.limit}`}>
          <LimitRow limit={limit} />
        </li>
      ))}
    </ul>
  );
}

function LimitRow({ limit }: { limit: LimitStatus }) {
  const t = useTranslations("adminNotification.rate");
  const tMedium = useTranslations("notification.medium");
  const format = useFormat();
  const { granted, returned, refused, refusedAt, serverBurst, suggestedBurst, burst } = limit;
  const key = `limit.${limit.limit}` as "limit.other";
  const variable = burstVariables[`${limit.medium} ${limit.limit}`];
  return (
    <>
      <div className={styles.rowHead}>
        <span>
          {tMedium(limit.medium)} · {t.has(key) ? t(key) : t("limit.other")}
        </span>
        <strong className={refused > 0 ? styles.refused : undefined}>
          {refused === 0 || refusedAt === null
            ? t("refusedNone")
            : t("refused", { count: refused, at: format.dateTimeShort(refusedAt) })}
        </strong>
      </div>
      <div className={styles.figures}>{t("granted", { count: granted, returned })}</div>
      {serverBurst === null || suggestedBurst === null || variable === undefined ? null : (
        <div className={styles.suggestion}>
          {t("serverBurst", { burst: serverBurst, suggested: suggestedBurst, variable })}{" "}
          {burst !== null && burst > suggestedBurst ? t("burstTooLarge", { burst }) : null}
        </div>
      )}
    </>
  );
}
