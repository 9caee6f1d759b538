import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./admin-notification.module.css";
import type { QueueStatus } from "./admin-notification.types.ts";

const parts = ["due", "later", "stopped", "sending"] as const;

/** What waits, by class in the order in which the classes go. */
export function QueueByClass({ status }: { status: QueueStatus }) {
  const t = useTranslations("adminNotification.queue");
  const tMedium = useTranslations("notification.medium");
  const format = useFormat();
  const { classes } = status;
  const isMixed = new Set(classes.map(({ medium }) => medium)).size > 1;
  return (
    <Card title={t("title")}>
      {classes.length === 0 ? <p className={styles.absent}>{t("empty")}</p> : null}
      <ul className={styles.rows}>
        {classes.map((one) => {
          const name = t(`class.${one.messageClass}`);
          return (
            <li className={styles.row} key={`${one.medium} ${one.messageClass}`}>
              <div className={styles.rowHead}>
                <strong>{isMixed ? t("classMedium", { name, medium: tMedium(one.medium) }) : name}</strong>
                {one.oldestQueuedAt === null ? null : (
                  <span className={styles.small}>
                    {t("oldest", { at: format.dateTimeShort(one.oldestQueuedAt) })}
                  </span>
                )}
              </div>
              <div className={styles.figures}>
                {parts
                  .filter((part) => part === "due" || one[part] > 0)
                  .map((part) => (
                    <span key={part}>{t(part, { count: one[part] })}</span>
                  ))}
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
