import { useTranslations } from "next-intl";
import { stateTones, troubleToTell } from "#components/notification/delivery.ts";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./admin-notification.module.css";
import type { AnyNotification } from "./admin-notification.types.ts";

/** Where a message stands; if it failed, of what and what is to be done; if it waits, until when. */
export function AdminDeliveryState({ notification }: { notification: AnyNotification }) {
  const t = useTranslations("notification");
  const why = useReason(notification);
  return (
    <span className={styles.state}>
      <StatusBadge tone={stateTones[notification.state]}>{t(`state.${notification.state}`)}</StatusBadge>
      {why.map((sentence) => (
        <span className={styles.why} key={sentence}>
          {sentence}
        </span>
      ))}
    </span>
  );
}

/** In sentences; none when there is nothing to explain. */
function useReason(notification: AnyNotification): string[] {
  const t = useTranslations();
  const format = useFormat();
  const { state, dropReason, nextAttemptAt, attempts } = notification;
  if (state === "DROPPED") {
    const key = `notification.drop.${dropReason}` as "notification.drop.other";
    return [t.has(key) ? t(key) : t("notification.drop.other")];
  }
  if (state !== "FAILED" && state !== "RETRYING") return [];
  const trouble = troubleToTell(notification);
  const sentences = trouble === null ? [] : [t(`notification.trouble.${trouble}`)];
  if (state === "FAILED") sentences.push(t(`adminNotification.todo.${trouble ?? "unknown"}`));
  else if (nextAttemptAt) {
    sentences.push(t("notification.retryAt", { at: format.dateTimeShort(nextAttemptAt) }));
  }
  if (attempts > 0) sentences.push(t("adminNotification.attempts", { count: attempts }));
  return sentences;
}
