"use client";

import { Button, Group } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LinkButton } from "#components/patterns/link-button.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { StatGrid, StatTile } from "#components/patterns/stat-tile.tsx";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { PageLoading } from "#components/ui/page-loading.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { BatchBills } from "./batch-bills.tsx";
import { BatchHold } from "./batch-hold.tsx";
import { BatchMessages } from "./batch-messages.tsx";
import styles from "./bill-import.module.css";
import type { BatchDetail, CancelResult } from "./bill-import.types.ts";
import { CancelBatchButton } from "./cancel-batch-button.tsx";

const POLL_MS = 2_000;
const POLL_PAYMENTS_MS = 20_000;

/** One bulk issue: what was billed, how far its messages are, who has paid, and the ways to undo it. */
export function BatchView({ billBatchId }: { billBatchId: string }) {
  const batch = trpc.billImport.batch.useQuery(
    { billBatchId },
    { refetchInterval: ({ state }) => ((state.data?.messages.waiting ?? 1) > 0 ? POLL_MS : false) },
  );
  const [kept, setKept] = useState<CancelResult["notCanceled"]>([]);
  if (batch.data === undefined) {
    return batch.isPending ? (
      <PageLoading />
    ) : (
      <ErrorNotice error={batch.error} onRetry={() => void batch.refetch()} />
    );
  }
  return (
    <>
      <BatchHeader batch={batch.data} onCanceled={setKept} />
      <div className={styles.stack}>
        <BatchNotice batch={batch.data} />
        <KeptBills kept={kept} />
        <BatchFigures batch={batch.data} />
        <BatchMessages batch={batch.data} />
        <BatchBills billBatchId={billBatchId} />
      </div>
    </>
  );
}

type BatchHeaderProps = { batch: BatchDetail; onCanceled: (kept: CancelResult["notCanceled"]) => void };

function BatchHeader({ batch, onCanceled }: BatchHeaderProps) {
  const t = useTranslations("billImport.batch");
  const format = useFormat();
  const title = useTranslations("billImport.issued");
  const { fileName, issuedByName: by, issuedAt, billBatchId, billCount } = batch;
  return (
    <PageHeader
      actions={
        <Group gap="xs">
          <CancelBatchButton batch={batch} onCanceled={onCanceled} />
          <Button component="a" download href={`/api/bill-batches/${billBatchId}`} variant="default">
            {t("download")}
          </Button>
          <LinkButton href={`/distributor/bills?batch=${billBatchId}`} icon="bill">
            {title("bills")}
          </LinkButton>
        </Group>
      }
      back={{ href: "/distributor/bills/import", label: t("back") }}
      description={t("facts", { fileName, by, issuedAt: format.dateTime(issuedAt) })}
      title={title("title", { count: billCount })}
    />
  );
}

/** What a clerk must know first: it can still be taken back, or it was. */
function BatchNotice({ batch }: { batch: BatchDetail }) {
  const t = useTranslations("billImport.batch");
  const format = useFormat();
  if (batch.takenBackAt) {
    return (
      <p className={styles.warning} role="status">
        {t("takenBack", { at: format.dateTime(batch.takenBackAt) })}
      </p>
    );
  }
  return batch.onHold ? <BatchHold batch={batch} /> : null;
}

function KeptBills({ kept }: { kept: CancelResult["notCanceled"] }) {
  const t = useTranslations("billImport.batch");
  const paid = kept.filter(({ reason }) => reason === "PAID");
  if (paid.length === 0) return null;
  return (
    <div className={styles.warning} role="status">
      <strong>{t("keptPaid")}</strong>
      <ul>
        {paid.map(({ billId, storeName }) => (
          <li key={billId}>{storeName}</li>
        ))}
      </ul>
    </div>
  );
}

function BatchFigures({ batch }: { batch: BatchDetail }) {
  const t = useTranslations("billImport.batch");
  const format = useFormat();
  const { billBatchId, billCount, totalWon, bills } = batch;
  const payments = trpc.billImport.batchPayments.useQuery(
    { billBatchId },
    { refetchInterval: POLL_PAYMENTS_MS },
  ).data;
  const ended = [
    bills.expired > 0 ? t("expired", { count: bills.expired }) : null,
    bills.canceled > 0 ? t("canceled", { count: bills.canceled }) : null,
  ].filter((part) => part !== null);
  const figure = (count: number | undefined) => (count === undefined ? "–" : format.count(count));
  return (
    <StatGrid>
      <StatTile
        hint={[t("active", { count: bills.active }), ...ended].join(" · ")}
        label={t("stores")}
        value={format.count(billCount)}
      />
      <StatTile label={t("total")} value={format.won(totalWon)} />
      <StatTile label={t("covered")} value={figure(payments?.covered)} />
      <StatTile label={t("partly")} value={figure(payments?.partly)} />
      <StatTile label={t("untouched")} value={figure(payments?.untouched)} />
    </StatGrid>
  );
}
