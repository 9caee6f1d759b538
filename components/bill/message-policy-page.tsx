"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import styles from "./bill.module.css";
import { MessagePolicyForm } from "./message-policy-form.tsx";
import { RemindersOffList } from "./reminders-off-list.tsx";

/** When bills and reminders leave, and which stores are never reminded. */
export function MessagePolicyPage() {
  const t = useTranslations("reminder.settings");
  const tBill = useTranslations("bill");
  const { data: policy, error, refetch } = trpc.bill.messagePolicy.useQuery();
  return (
    <>
      <PageHeader
        back={{ href: "/distributor/bills", label: tBill("title") }}
        description={t("description")}
        title={t("title")}
      />
      <div className={styles.settings}>
        {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
        {policy ? <MessagePolicyForm policy={policy} /> : null}
        {!policy && !error ? <Skeleton h={480} /> : null}
        <RemindersOffList />
      </div>
    </>
  );
}
