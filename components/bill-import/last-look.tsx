"use client";

import { Button, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { Money } from "#components/ui/money.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { testMessageInput } from "#server/imports/import.schema.ts";
import styles from "./bill-import.module.css";
import type { ImportPreview } from "./bill-import.types.ts";

/** How many stores, how much, a message as its store will see it, and when messages leave. */
export function LastLook({ preview }: { preview: ImportPreview }) {
  const t = useTranslations("billImport");
  const { totals } = preview;
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t("issue.stores")}</dt>
        <dd>{t("totals.stores", { count: totals.toBillCount })}</dd>
        <dt>{t("issue.total")}</dt>
        <dd>
          <Money amountWon={totals.toBillWon} size="strong" />
        </dd>
        <dt>{t("issue.expiring")}</dt>
        <dd>{t("issue.expiringCount", { count: totals.expiringCount })}</dd>
        <dt>{t("issue.skippedRows")}</dt>
        <dd>{t("issue.expiringCount", { count: totals.skippedCount })}</dd>
      </dl>
      <Message importId={preview.importId} />
      {totals.expiringCount > 0 ? <p className={styles.faint}>{t("issue.replaced")}</p> : null}
    </>
  );
}

function Message({ importId }: { importId: string }) {
  const t = useTranslations("billImport.issue");
  const format = useFormat();
  const look = trpc.billImport.lastLook.useQuery({ importId });
  if (look.data === undefined) return null;
  const { sample, holdSeconds, leavesAt } = look.data;
  const waitsLonger = leavesAt !== null && leavesAt.getTime() - Date.now() > (holdSeconds + 60) * 1000;
  return (
    <>
      {sample ? (
        <figure className={styles.sampleFigure}>
          <figcaption className={styles.label}>{t("sample", { store: sample.storeName })}</figcaption>
          <pre className={styles.sample}>{sample.text}</pre>
          <TestMessage importId={importId} />
        </figure>
      ) : null}
      <p className={styles.faint}>
        {holdSeconds === 0 ? t("noHold") : t("hold", { seconds: holdSeconds })}{" "}
        {waitsLonger ? t("leavesAt", { at: format.dateTime(leavesAt) }) : null}
      </p>
    </>
  );
}

/** The same message to the clerk's own phone. Not a form of its own: it stands inside the dialog's. */
function TestMessage({ importId }: { importId: string }) {
  const t = useTranslations("billImport.issue");
  const toast = useToast();
  const [phoneNumber, setPhoneNumber] = useState("");
  const send = trpc.billImport.sendTest.useMutation({
    onSuccess: () => toast.success(t("testSent")),
    onError: toast.error,
  });
  const parsed = testMessageInput.safeParse({ importId, phoneNumber });
  return (
    <div className={styles.test}>
      <TextInput
        description={t("testHint")}
        inputMode="tel"
        inputWrapperOrder={["label", "input", "description"]}
        label={t("testPhone")}
        maxLength={20}
        onChange={(event) => setPhoneNumber(event.currentTarget.value)}
        placeholder="010-0000-0000"
        value={phoneNumber}
      />
      <Button
        disabled={!parsed.success}
        loading={send.isPending}
        onClick={() => parsed.success && send.mutate(parsed.data)}
        variant="default"
      >
        {t("testSend")}
      </Button>
    </div>
  );
}
