"use client";

import { useTranslations } from "next-intl";
import styles from "./error-notice.module.css";
import { useErrorText } from "./error-text.ts";
import { Icon } from "./icon.tsx";

type ErrorNoticeProps = {
  /** Whatever was thrown; nothing is shown for null or undefined. */
  error: unknown;
  onRetry?: (() => void) | undefined;
};

/** A failure in the reader's words, read aloud at once, with a way on if there is one. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const t = useTranslations("common.action");
  const textOf = useErrorText();
  if (error === null || error === undefined) return null;
  return (
    <div className={styles.notice} role="alert">
      <Icon name="alert" />
      <span className={styles.text}>{textOf(error)}</span>
      {onRetry ? (
        <button className={styles.retry} onClick={onRetry} type="button">
          {t("retry")}
        </button>
      ) : null}
    </div>
  );
}
