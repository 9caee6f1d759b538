"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import styles from "./bill.module.css";
import type { BillRow } from "./bill.types.ts";
import { BillActions } from "./bill-actions.tsx";
import { BillAmounts } from "./bill-amounts.tsx";
import { BillStatusBadge } from "./bill-badge.tsx";
import { BillFacts } from "./bill-facts.tsx";
import { BillHistory } from "./bill-history.tsx";
import { BillMessages } from "./bill-messages.tsx";
import { BillPayments } from "./bill-payments.tsx";

/** One bill: what it asks for, what has come in, whom we told, and what can still be done. */
export function BillDetail({ billId }: { billId: string }) {
  const { data: bill, error, refetch } = trpc.bill.get.useQuery({ billId });
  if (bill) return <BillShown bill={bill} />;
  return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <BillSkeleton />;
}

function BillShown({ bill }: { bill: BillRow }) {
  const t = useTranslations("bill.detail");
  return (
    <>
      <PageHeader
        actions={<BillActions bill={bill} />}
        back={{ href: "/distributor/bills", label: t("back") }}
        badge={<BillStatusBadge status={bill.status} />}
        title={t("title", { store: bill.storeName })}
      />
      <div className={styles.columns}>
        <div className={styles.column}>
          <BillAmounts bill={bill} />
          <BillPayments bill={bill} />
          <BillMessages billId={bill.id} />
        </div>
        <div className={styles.column}>
          <BillFacts bill={bill} />
          <BillHistory bill={bill} />
        </div>
      </div>
    </>
  );
}

function BillSkeleton() {
  return (
    <>
      <Skeleton h={58} mb="lg" maw={360} />
      <div className={styles.columns}>
        <Skeleton h={360} />
        <Skeleton h={360} />
      </div>
    </>
  );
}
