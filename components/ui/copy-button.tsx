"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { classNames } from "./class-names.ts";
import styles from "./copy-button.module.css";
import { copyText } from "./copy-text.ts";
import { Icon } from "./icon.tsx";
import textStyles from "./text.module.css";

const SHOWN_DONE_MS = 2_500;

type CopyButtonProps = {
  /** What goes on the clipboard. */
  text: string;
  /** What it is, for the announcement: "계좌번호". */
  label: string;
  /** `normal`, `large` for a phone's main action, `quiet` inside a table (icon only). */
  look?: "normal" | "large" | "quiet";
};

/** Copies, says so on the button and to a screen reader, and says what to do when the browser refuses. */
export function CopyButton({ text, label, look = "normal" }: CopyButtonProps) {
  const t = useTranslations("common.copy");
  const [outcome, setOutcome] = useState<"idle" | "done" | "failed">("idle");

  useEffect(() => {
    if (outcome !== "done") return;
    const timer = setTimeout(() => setOutcome("idle"), SHOWN_DONE_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => setOutcome((await copyText(text)) ? "done" : "failed");
  const done = outcome === "done";
  return (
    <>
      <button
        aria-label={`${label} ${t("action")}`}
        className={classNames(styles.button, look !== "normal" && styles[look])}
        onClick={copy}
        type="button"
      >
        <Icon name={done ? "check" : "copy"} size={16} />
        {look === "quiet" ? null : t(done ? "done" : "action")}
      </button>
      <span aria-live="polite" className={outcome === "failed" ? styles.failed : textStyles.hidden}>
        {done ? t("announced", { label }) : null}
        {outcome === "failed" ? t("failed") : null}
      </span>
    </>
  );
}
