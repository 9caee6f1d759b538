"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./deposit.module.css";
import type { HeldNotice } from "./deposit.types.ts";
import { readNotice } from "./notice-fields.ts";

/** What an operator means to do with a held notice. */
export type Decision = { notice: HeldNotice; resolution: "APPLIED" | "DISMISSED" };

type ResolveDialogProps = { decision: Decision | null; onClose: () => void; onResolved: () => void };

/** Asks before a held notice is applied or dismissed, and for the note that says why. */
export function ResolveDialog({ decision, onClose, onResolved }: ResolveDialogProps) {
  const t = useTranslations("deposit.held");
  const toast = useToast();
  const utils = trpc.useUtils();
  const resolve = trpc.payment.resolveHeldNotice.useMutation();
  const isApply = decision?.resolution === "APPLIED";

  const confirm = async (note: string) => {
    if (decision === null) return;
    const { notice, resolution } = decision;
    try {
      const { outcome } = await resolve.mutateAsync({ heldNoticeId: notice.id, resolution, note });
      toast.success(t(`done.${outcome ?? "dismissed"}`));
      onResolved();
    } finally {
      // After a refusal too: somebody else was faster.
      await Promise.all([utils.payment.invalidate(), utils.tradeRelationship.adminOverview.invalidate()]);
    }
  };

  return (
    <ConfirmDialog
      confirmLabel={t(isApply ? "apply" : "dismiss")}
      onClose={onClose}
      onConfirm={confirm}
      opened={decision !== null}
      reason="required"
      title={t(isApply ? "applyTitle" : "dismissTitle")}
    >
      {decision ? <Consequence {...decision} /> : null}
    </ConfirmDialog>
  );
}

function Consequence({ notice, resolution }: Decision) {
  const t = useTranslations("deposit");
  const format = useFormat();
  const fields = readNotice(notice.body);
  if (resolution === "DISMISSED") return <p className={styles.paragraph}>{t("held.dismissBody")}</p>;
  return (
    <>
      {fields ? (
        <p className={styles.paragraph}>
          {t("held.applyBody", {
            kind: t(`kind.${fields.kind}`),
            amount: format.won(fields.amountWon),
            account: format.accountNumber(fields.accountNumber),
          })}
        </p>
      ) : null}
      <p className={styles.note}>{t("held.applyDetail")}</p>
    </>
  );
}
