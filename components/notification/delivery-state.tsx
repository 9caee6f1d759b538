import { useTranslations } from "next-intl";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { stateTones, troubleToTell } from "./delivery.ts";
import styles from "./notification.module.css";
import type { NotificationRow } from "./notification.types.ts";

/** Where a message stands; why, when it was not sent; and what happens next. */
export function DeliveryState({ notification }: { notification: NotificationRow }) {
  const t = useTranslations("notification");
  const why = useDeliveryReason(notification);
  return (
    <span className={styles.state}>
      <StatusBadge tone={stateTones[notification.state]}>{t(`state.${notification.state}`)}</StatusBadge>
      {why === null ? null : <span className={styles.why}>{why}</span>}
    </span>
  );
}

/** In words; null when there is nothing to explain. */
export function useDeliveryReason(notification: NotificationRow): string | null {
  const t = useTranslations("notification");
  const format = useFormat();
  const { state, dropReason, nextAttemptAt } = notification;
  if (state === "DROPPED") {
    const key = `drop.${dropReason}` as "drop.other";
    return t.has(key) ? t(key) : t("drop.other");
  }
  if (state !== "FAILED" && state !== "RETRYING") return null;
  const trouble = troubleToTell(notification);
  const cause = trouble === null ? null : t(`trouble.${trouble}`);
  const next =
    state === "FAILED"
      ? t("failedHelp")
      : nextAttemptAt && t("retryAt", { at: format.dateTimeShort(nextAttemptAt) });
  return [cause, next].filter(Boolean).join(" ") || null;
}
