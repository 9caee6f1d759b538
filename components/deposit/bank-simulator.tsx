"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import type { WebhookAnswer } from "./deposit.types.ts";
import { RecentDeposits } from "./recent-deposits.tsx";
import styles from "./sandbox.module.css";
import { SimulatorForm } from "./simulator-form.tsx";
import { WebhookAnswerNotice } from "./webhook-answer.tsx";

/** Plays the bank where the environment is a sandbox; elsewhere says that it can't. */
export function BankSimulator() {
  const t = useTranslations("deposit.sandbox");
  const { data, error, refetch } = trpc.payment.sandbox.useQuery();
  const [answer, setAnswer] = useState<WebhookAnswer | null>(null);
  if (!data) {
    return error ? (
      <ErrorNotice error={error} onRetry={() => void refetch()} />
    ) : (
      <div className={styles.columns}>
        <Skeleton h={520} radius="lg" />
        <Skeleton h={520} radius="lg" />
      </div>
    );
  }
  if (!data.available) {
    return (
      <Card>
        <EmptyState body={t("offBody")} icon="bank" title={t("offTitle")} />
      </Card>
    );
  }
  return (
    <div className={styles.columns}>
      <Card title={t("compose")}>
        <SimulatorForm onAnswer={setAnswer} />
        <WebhookAnswerNotice answer={answer} />
      </Card>
      <RecentDeposits deposits={data.deposits} onAnswer={setAnswer} />
    </div>
  );
}
