"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { Facts } from "#components/ui/list.tsx";
import { Money } from "#components/ui/money.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./payment.module.css";
import type { PaymentEntry } from "./payment.types.ts";

/** Which payment is to be linked by hand, and to what. */
export type LinkChange = { entry: PaymentEntry; to: "active-bill" | "none" };

/** Asks before a payment changes its bill, and says what that changes. */
export function LinkDialog({ change, onClose }: { change: LinkChange | null; onClose: () => void }) {
  const t = useTranslations("payment.link");
  const toast = useToast();
  const utils = trpc.useUtils();
  const link = trpc.payment.link.useMutation();
  const toActive = change?.to === "active-bill";

  const confirm = async () => {
    if (change === null) return;
    try {
      await link.mutateAsync({ paymentId: change.entry.paymentId, to: change.to });
      toast.success(t(toActive ? "linked" : "unlinked"));
    } finally {
      // After a refusal too: what is on the screen was not how it stands.
      await Promise.all([
        utils.payment.invalidate(),
        utils.bill.invalidate(),
        utils.tradeRelationship.invalidate(),
      ]);
    }
  };

  return (
    <ConfirmDialog
      confirmLabel={t(toActive ? "linkConfirm" : "unlinkConfirm")}
      onClose={onClose}
      onConfirm={confirm}
      opened={change !== null}
      title={t(toActive ? "linkTitle" : "unlinkTitle")}
    >
      {change ? <Consequence {...change} /> : null}
    </ConfirmDialog>
  );
}

function Consequence({ entry, to }: LinkChange) {
  const t = useTranslations("payment.link");
  const format = useFormat();
  const about = { store: entry.storeName, amount: format.won(entry.amountWon) };
  return (
    <>
      <p className={styles.paragraph}>{t(to === "none" ? "unlinkBody" : "linkBody", about)}</p>
      {to === "active-bill" ? <ActiveBill entry={entry} /> : null}
      <p className={styles.note}>
        {t(to === "none" ? "unlinkEffect" : "linkEffect")} {t("audited")}
      </p>
    </>
  );
}

/** The bill that the payment would belong to. */
function ActiveBill({ entry }: { entry: PaymentEntry }) {
  const t = useTranslations("payment.link");
  const { tradeRelationshipId } = entry;
  const { data, error, refetch } = trpc.tradeRelationship.get.useQuery({ tradeRelationshipId });
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton h={84} mb="sm" radius="md" />;
  const { activeBillId, billedWon, remainingWon } = data;
  return (
    <div className={styles.bill}>
      {activeBillId === null || billedWon === null || remainingWon === null ? (
        t("activeNone")
      ) : (
        <>
          <Facts
            facts={[
              { label: t("activeBilled"), value: <Money amountWon={billedWon} size="strong" /> },
              { label: t("activeRemaining"), value: <Money amountWon={remainingWon} /> },
            ]}
          />
          {activeBillId === entry.billId ? <p className={styles.note}>{t("activeAlready")}</p> : null}
        </>
      )}
    </div>
  );
}
