"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import styles from "./deposit.module.css";
import type { BankRequest } from "./deposit.types.ts";

type ReplayDialogProps = { request: BankRequest | null; onClose: () => void; onReplayed: () => void };

/** Asks before a logged request goes through the recording once more, and for the note that says why. */
export function ReplayDialog({ request, onClose, onReplayed }: ReplayDialogProps) {
  const t = useTranslations("deposit.request");
  const toast = useToast();
  const utils = trpc.useUtils();
  const replay = trpc.payment.replayBankRequest.useMutation();

  const confirm = async (note: string) => {
    if (request === null) return;
    const { result } = await replay.mutateAsync({ bankRequestId: request.id, note });
    const key = `verdict.${result}` as "verdict.other";
    toast.success(t.has(key) ? t(key) : t("verdict.other"));
    onReplayed();
    await Promise.all([utils.payment.invalidate(), utils.tradeRelationship.adminOverview.invalidate()]);
  };

  return (
    <ConfirmDialog
      confirmLabel={t("replay")}
      onClose={onClose}
      onConfirm={confirm}
      opened={request !== null}
      reason="required"
      title={t("replayTitle")}
    >
      <p className={styles.paragraph}>{t("replayBody")}</p>
    </ConfirmDialog>
  );
}
