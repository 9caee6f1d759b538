import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { LinkButton } from "#components/patterns/link-button.tsx";
import { Card } from "#components/ui/card.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./admin-notification.module.css";
import type { QueueStatus } from "./admin-notification.types.ts";
import { StopButton } from "./stop-button.tsx";

type DistributorCount = QueueStatus["distributors"][number];

type DistributorQueueProps = { status: QueueStatus; onMore: (() => void) | null };

/** Who has the most messages waiting, each with its kill switch. */
export function DistributorQueue({ status, onMore }: DistributorQueueProps) {
  const t = useTranslations("adminNotification.queue");
  const { distributors, distributorCount } = status;
  const isCut = distributorCount > distributors.length;
  return (
    <Card title={t("distributors")}>
      {distributors.length === 0 ? <p className={styles.absent}>{t("empty")}</p> : null}
      <ul className={styles.rows}>
        {distributors.map((distributor) => (
          <li className={styles.row} key={distributor.distributorId}>
            <DistributorRow distributor={distributor} />
          </li>
        ))}
      </ul>
      {isCut ? (
        <div className={styles.rowHead}>
          <span className={styles.small}>
            {t("distributorsMore", { count: distributorCount, shown: distributors.length })}
          </span>
          {onMore ? (
            <Button onClick={onMore} size="xs" variant="subtle">
              {t("showMore")}
            </Button>
          ) : null}
        </div>
      ) : null}
    </Card>
  );
}

function DistributorRow({ distributor }: { distributor: DistributorCount }) {
  const t = useTranslations("adminNotification");
  const format = useFormat();
  const { distributorId, distributorName, payments, bills, reminders, isStopped } = distributor;
  const all = payments + bills + reminders;
  return (
    <>
      <div className={styles.rowHead}>
        <strong>{distributorName}</strong>
        <span className={styles.count}>{t("queue.all", { count: all })}</span>
      </div>
      <div className={styles.figures}>
        <span>{t("queue.byClass", { payments, bills, reminders })}</span>
        {distributor.oldestQueuedAt === null ? null : (
          <span>{t("queue.oldest", { at: format.dateTimeShort(distributor.oldestQueuedAt) })}</span>
        )}
      </div>
      <div className={styles.actions}>
        <LinkButton href={`/admin/notifications?distributor=${distributorId}`} size="xs" variant="subtle">
          {t("queue.showMessages")}
        </LinkButton>
        {isStopped ? (
          <StatusBadge tone="warning">{t("queue.stopped", { count: distributor.stopped })}</StatusBadge>
        ) : (
          <StopButton size="xs" target={{ distributorId, name: distributorName }} />
        )}
      </div>
    </>
  );
}
