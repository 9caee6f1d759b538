"use client";

import { Skeleton } from "@mantine/core";
import { useState } from "react";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import styles from "./admin-notification.module.css";
import { DistributorQueue } from "./distributor-queue.tsx";
import { QueueByClass } from "./queue-by-class.tsx";
import { SendingRate } from "./sending-rate.tsx";
import { fewDistributors, useQueueStatus } from "./use-queue.ts";

/** As many distributors as are shown at most: who waits less than a hundred others is no concern. */
const MANY = 100;

/** The queue, by class and by distributor, beside the rate at which it drains. */
export function QueuePanel() {
  const [shown, setShown] = useState(fewDistributors);
  const { data, error, refetch } = useQueueStatus(shown);
  if (!data) {
    return error ? (
      <ErrorNotice error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton h={320} mb="lg" radius="lg" />
    );
  }
  return (
    <div className={styles.panel}>
      <div className={styles.column}>
        <QueueByClass status={data} />
        <DistributorQueue onMore={shown === fewDistributors ? () => setShown(MANY) : null} status={data} />
      </div>
      <div className={styles.column}>
        <SendingRate status={data} />
      </div>
    </div>
  );
}
