"use client";

import { Button } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useToast } from "#components/patterns/use-toast.ts";
import { Icon } from "#components/ui/icon.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import styles from "./bill-import.module.css";
import { HeadPreview } from "./head-preview.tsx";
import { StagingProgress } from "./staging-progress.tsx";
import { UploadFailure } from "./upload-failure.tsx";
import { MAX_MEBIBYTES, useUpload } from "./use-upload.ts";

/** Takes a file, shows how far it is, and says what is wrong with one that can't be read. */
export function UploadPanel({ onStaged }: { onStaged: (importId: string) => void }) {
  const t = useTranslations("billImport.upload");
  const toast = useToast();
  const upload = useUpload(onStaged);
  const open = useRef<(() => void) | null>(null);
  const { state } = upload;
  if (state.phase === "failed")
    return <UploadFailure {...state} onReset={upload.reset} onRetry={upload.start} />;
  if (state.phase !== "idle") {
    const label = t(state.phase, { fileName: state.file.name });
    return (
      <div className={styles.upload}>
        <p aria-live="polite" className={styles.uploadTitle}>
          {label}
        </p>
        {state.phase === "sending" ? (
          <div className={styles.uploadBar}>
            <ProgressBar done={state.sentBytes} label={label} total={state.file.size} />
          </div>
        ) : (
          <StagingProgress progressKey={state.key} />
        )}
        <Button
          onClick={() => {
            upload.cancel();
            toast.success(t("canceled"));
          }}
          variant="default"
        >
          {t("cancel")}
        </Button>
        <HeadPreview file={state.file} />
      </div>
    );
  }
  return (
    <Dropzone
      activateOnClick={false}
      activateOnKeyboard={false}
      className={styles.upload}
      enablePointerEvents
      multiple={false}
      onDrop={([file]) => file && void upload.start(file)}
      openRef={open}
      tabIndex={-1}
    >
      <div className={styles.uploadInner}>
        <span className={styles.uploadIcon}>
          <Icon name="upload" size={28} />
        </span>
        <p className={styles.uploadTitle}>{t("title")}</p>
        <Button onClick={() => open.current?.()}>{t("choose")}</Button>
        <p className={styles.faint}>{t("hint", { maxMebibytes: String(MAX_MEBIBYTES) })}</p>
      </div>
    </Dropzone>
  );
}
