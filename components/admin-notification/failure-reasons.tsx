"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "#components/ui/card.tsx";
import styles from "./admin-notification.module.css";
import type { QueueStatus, Trouble } from "./admin-notification.types.ts";
import { RetryAllDialog } from "./retry-all-dialog.tsx";

type Failure = QueueStatus["failures"][number];

type FailureReasonsProps = { failures: readonly Failure[]; onShow: (trouble: Trouble) => void };

/** Failed messages by what they failed of, what is to be done, and a way to send all of a kind again. */
export function FailureReasons({ failures, onShow }: FailureReasonsProps) {
  const t = useTranslations("adminNotification");
  const tTrouble = useTranslations("notification.trouble");
  const [retrying, setRetrying] = useState<Failure | null>(null);
  if (failures.length === 0 && retrying === null) return null;
  return (
    <Card title={t("failed.title")}>
      <ul className={styles.rows}>
        {failures.map((failure) => {
          const { trouble, count } = failure;
          const text = tTrouble(trouble);
          return (
            <li className={styles.row} key={trouble}>
              <div className={styles.rowHead}>
                <strong>{text}</strong>
                <span className={styles.count}>{t("failed.count", { count })}</span>
              </div>
              <div className={styles.figures}>{t(`todo.${trouble}`)}</div>
              <div className={styles.actions}>
                <Button
                  aria-label={t("failed.showFor", { trouble: text })}
                  onClick={() => onShow(trouble)}
                  size="xs"
                  variant="subtle"
                >
                  {t("failed.show")}
                </Button>
                <Button
                  aria-label={t("failed.retryAllFor", { trouble: text, count })}
                  onClick={() => setRetrying(failure)}
                  size="xs"
                  variant="default"
                >
                  {t("failed.retryAll")}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      <RetryAllDialog failure={retrying} onClose={() => setRetrying(null)} />
    </Card>
  );
}
