"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./bill-import.module.css";
import type { BatchDetail } from "./bill-import.types.ts";

const TICK_MS = 1_000;
const COUNTDOWN_SECONDS = 600;

/** While no message has left: how long that lasts, and the way back. */
export function BatchHold({ batch }: { batch: BatchDetail }) {
  const t = useTranslations("billImport.batch");
  const format = useFormat();
  const toast = useToast();
  const utils = trpc.useUtils();
  const [opened, setOpened] = useState(false);
  const seconds = useSecondsUntil(batch.holdUntil);
  const { mutateAsync } = trpc.billImport.takeBack.useMutation();
  const takeBack = async () => {
    const { billBatchId } = batch;
    try {
      const { canceled } = await mutateAsync({ billBatchId, reason: t("takeBackReason"), includePaid: true });
      toast.success(t("takenBackDone", { count: canceled }));
    } finally {
      void utils.billImport.invalidate();
      void utils.bill.invalidate();
    }
  };
  if (seconds === 0 || batch.holdUntil === null) return null;
  return (
    <div className={styles.hold}>
      <span>
        {seconds <= COUNTDOWN_SECONDS
          ? t("hold", { seconds })
          : t("holdUntil", { at: format.dateTime(batch.holdUntil) })}
      </span>
      <Button color="red" onClick={() => setOpened(true)}>
        {t("takeBack")}
      </Button>
      <ConfirmDialog
        confirmLabel={t("takeBack")}
        danger
        onClose={() => setOpened(false)}
        onConfirm={takeBack}
        opened={opened}
        title={t("takeBackTitle")}
      >
        {t("takeBackBody", { count: batch.bills.active })}
      </ConfirmDialog>
    </div>
  );
}

/** Counted by this browser's clock; whether it is over is the server's to say. */
function useSecondsUntil(instant: Date | null): number {
  const until = instant?.getTime() ?? 0;
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((until - now) / 1000));
}
