"use client";

import { useTranslations } from "next-intl";
import { trpc } from "#components/trpc/client.ts";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./notification.module.css";

const REFRESH_MS = 10_000;

/** Shown while an operator has stopped one's own messages: they wait, and none is lost. */
export function StopNotice() {
  const t = useTranslations("notification.stop");
  const format = useFormat();
  const { data: stop } = trpc.notification.stop.useQuery(undefined, { refetchInterval: REFRESH_MS });
  if (!stop) return null;
  return (
    <section aria-label={t("title")} className={styles.stop}>
      <h2 className={styles.stopTitle}>{t("title")}</h2>
      <p>{t(stop.isForAll ? "all" : "own", { at: format.dateTimeShort(stop.stoppedAt) })}</p>
      {stop.reason === null ? null : <p>{t("reason", { reason: stop.reason })}</p>}
      <p>{t("promise")}</p>
    </section>
  );
}
