"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useRef } from "react";
import { Button } from "./button.tsx";
import styles from "./dialog.module.css";
import { Icon } from "./icon.tsx";

type DialogProps = {
  /** On the button that opens it. */
  openLabel: string;
  title: string;
  children: ReactNode;
};

/** The browser's own modal dialog (focus stays inside, Escape closes), as a sheet on phones. */
export function Dialog({ openLabel, title, children }: DialogProps) {
  const t = useTranslations("common.action");
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  return (
    <>
      <Button onClick={() => dialog.current?.showModal()}>{openLabel}</Button>
      <dialog aria-labelledby={titleId} className={styles.dialog} ref={dialog}>
        <div className={styles.head}>
          <h2 className={styles.title} id={titleId}>
            {title}
          </h2>
          <button
            aria-label={t("close")}
            className={styles.close}
            onClick={() => dialog.current?.close()}
            type="button"
          >
            <Icon name="close" />
          </button>
        </div>
        {children}
      </dialog>
    </>
  );
}
