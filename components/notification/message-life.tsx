"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { HistoryTimeline } from "#components/ui/history-timeline.tsx";
import { useLifeEntries } from "./life-entries.tsx";
import styles from "./notification.module.css";
import type { NotificationLife } from "./notification.types.ts";
import { useWaitText } from "./use-wait-text.ts";

type MessageLifeProps = {
  query: { data: NotificationLife | undefined; error: unknown; refetch: () => unknown };
  /** What an operator does about a failure. */
  todo?: (trouble: NotificationLife["trouble"]) => ReactNode;
};

/** What a message waits for, and all that has happened to it, the latest first. */
export function MessageLife({ query, todo }: MessageLifeProps) {
  const t = useTranslations("notification.life");
  const { data, error, refetch } = query;
  return (
    <section aria-label={t("title")} className={styles.life}>
      <h3 className={styles.lifeTitle}>{t("title")}</h3>
      {data ? (
        <Life life={data} {...(todo ? { todo } : {})} />
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton h={96} radius="md" />
      )}
    </section>
  );
}

type LifeProps = { life: NotificationLife; todo?: MessageLifeProps["todo"] };

function Life({ life, todo }: LifeProps) {
  const t = useTranslations("notification.life");
  const entries = useLifeEntries(life, todo);
  const waiting = useWaitText(life.waiting);
  return (
    <>
      {waiting.length > 0 ? (
        <p aria-live="polite" className={styles.wait}>
          {waiting.join(" ")}
        </p>
      ) : null}
      <HistoryTimeline entries={entries} />
      {life.hasEarlierEvents ? <p className={styles.absent}>{t("earlier")}</p> : null}
    </>
  );
}
