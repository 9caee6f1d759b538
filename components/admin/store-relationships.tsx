"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { useToast } from "#components/patterns/use-toast.ts";
import { useBankName } from "#components/trade-relationship/use-bank-name.ts";
import { trpc } from "#components/trpc/client.ts";
import { AccountNumber } from "#components/ui/account-number.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import styles from "./admin.module.css";
import type { StoreRelationship } from "./admin.types.ts";

/** Whom a store trades with, each with its account, and the way to end it or to take it up again. */
export function StoreRelationships({ relationships }: { relationships: readonly StoreRelationship[] }) {
  const [chosenId, setChosenId] = useState<string | null>(null);
  const chosen = relationships.find(({ id }) => id === chosenId);
  return (
    <>
      {relationships.map((relationship) => (
        <RelationshipLine
          key={relationship.id}
          onChange={() => setChosenId(relationship.id)}
          relationship={relationship}
        />
      ))}
      {chosen ? <ChangeDialog onClose={() => setChosenId(null)} relationship={chosen} /> : null}
    </>
  );
}

type RelationshipLineProps = { relationship: StoreRelationship; onChange: () => void };

function RelationshipLine({ relationship, onChange }: RelationshipLineProps) {
  const t = useTranslations("admin.relationship");
  const state = useTranslations("tradeRelationship");
  const bankName = useBankName();
  const { distributorName, customerCode, bankCode, accountNumber, ended } = relationship;
  return (
    <div className={styles.relationship}>
      <div>
        <div className={styles.relationshipName}>
          {distributorName}
          {ended ? <StatusBadge>{state("state.ENDED")}</StatusBadge> : null}
        </div>
        <div className={styles.small}>{`${t("customerCode")} ${customerCode}`}</div>
      </div>
      <div className={styles.relationshipEnd}>
        {accountNumber && bankCode ? (
          <AccountNumber accountNumber={accountNumber} bankName={bankName(bankCode)} />
        ) : (
          <StatusBadge tone="danger">{state("noAccount")}</StatusBadge>
        )}
        <Button onClick={onChange} size="xs" variant="default">
          {t(ended ? "resume" : "end")}
        </Button>
      </div>
    </div>
  );
}

type ChangeDialogProps = { relationship: StoreRelationship; onClose: () => void };

function ChangeDialog({ relationship, onClose }: ChangeDialogProps) {
  const t = useTranslations("admin.relationship");
  const toast = useToast();
  const utils = trpc.useUtils();
  const end = trpc.tradeRelationship.end.useMutation();
  const resume = trpc.tradeRelationship.resume.useMutation();
  // As it was when the dialog opened: the list behind it changes before it has closed.
  const [{ id: tradeRelationshipId, distributorName: distributor, ended }] = useState(relationship);
  const change = async (reason: string) => {
    await (ended ? resume : end).mutateAsync({ tradeRelationshipId, reason });
    await utils.tradeRelationship.invalidate();
    toast.success(t(ended ? "resumeDone" : "endDone"));
  };
  return (
    <ConfirmDialog
      confirmLabel={t(ended ? "resume" : "end")}
      danger={!ended}
      onClose={onClose}
      onConfirm={change}
      opened
      reason="required"
      title={t(ended ? "resumeTitle" : "endTitle", { distributor })}
    >
      {t(ended ? "resumeBody" : "endBody")}
    </ConfirmDialog>
  );
}
