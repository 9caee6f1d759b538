"use client";

import { useRef, useState } from "react";
import { IMPORT_MAX_BYTES } from "#server/imports/erp-file/mapping.schema.ts";
import { newKey } from "./new-key.ts";
import { type FileChoice, sendFile } from "./send-file.ts";

export const MAX_MEBIBYTES = IMPORT_MAX_BYTES / 1024 / 1024;

export type UploadState =
  | { phase: "idle" }
  | { phase: "sending"; file: File; key: string; sentBytes: number }
  /** All bytes have left; the server reads them, and tells under `key` how far it is. */
  | { phase: "reading"; file: File; key: string }
  | { phase: "failed"; file: File; error: unknown };

/** As the server would refuse it, without uploading it first. */
const tooLarge = { data: { domain: { code: "IMPORT_TOO_LARGE", details: { maxMebibytes: MAX_MEBIBYTES } } } };

/** One upload at a time, from the choice of a file to its import. */
export function useUpload(onStaged: (importId: string) => void) {
  const [state, setState] = useState<UploadState>({ phase: "idle" });
  const running = useRef<AbortController | null>(null);

  const start = async (file: File, choice: FileChoice = {}) => {
    if (file.size > IMPORT_MAX_BYTES) return setState({ phase: "failed", file, error: tooLarge });
    const controller = new AbortController();
    running.current = controller;
    const key = newKey();
    setState({ phase: "sending", file, key, sentBytes: 0 });
    const onProgress = (sentBytes: number) =>
      setState(
        sentBytes < file.size ? { phase: "sending", file, key, sentBytes } : { phase: "reading", file, key },
      );
    try {
      const { signal } = controller;
      const { importId } = await sendFile(file, { choice: { ...choice, key }, signal, onProgress });
      setState({ phase: "idle" });
      onStaged(importId);
    } catch (error) {
      setState(controller.signal.aborted ? { phase: "idle" } : { phase: "failed", file, error });
    }
  };

  return {
    state,
    start,
    cancel: () => running.current?.abort(),
    reset: () => setState({ phase: "idle" }),
  };
}
