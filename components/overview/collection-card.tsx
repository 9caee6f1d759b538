"use client";

import { Skeleton } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { BillCounts } from "#components/bill/bill.types.ts";
import type { Standing } from "#components/bill/bill-standing.ts";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./overview.module.css";

const standings: readonly Standing[] = ["covered", "partly", "untouched"];

/** How many active bills have come in, in part or not at all. Counts, never sums over bills (rule R3). */
export function CollectionCard() {
  const t = useTranslations("bill.overview");
  const { data: counts, error, refetch } = trpc.bill.counts.useQuery();
  return (
    <Card title={t("collection")}>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {!counts && !error ? <Skeleton h={140} /> : null}
      {counts?.active === 0 ? <p className={styles.note}>{t("collectionNone")}</p> : null}
      {counts && counts.active > 0 ? <CollectionBar counts={counts} /> : null}
    </Card>
  );
}

function CollectionBar({ counts }: { counts: BillCounts }) {
  const t = useTranslations("bill");
  return (
    <div className={styles.collection}>
      <div aria-hidden="true" className={styles.bar}>
        {standings.map((standing) => (
          <span data-standing={standing} key={standing} style={{ flexGrow: counts[standing] }} />
        ))}
      </div>
      <ul className={styles.legend}>
        {standings.map((standing) => (
          <li data-standing={standing} key={standing}>
            <span>{t(`collection.${standing}`)}</span>
            <strong>{t("overview.count", { count: counts[standing] })}</strong>
          </li>
        ))}
      </ul>
      {counts.covered < counts.active ? (
        <Link className={styles.link} href="/distributor/bills?collection=UNCOVERED" prefetch={false}>
          {t("overview.showUncovered")}
        </Link>
      ) : null}
      <NextReminder />
      <p className={styles.note}>{t("overview.collectionHint")}</p>
    </div>
  );
}

/** When those whose bill has not come in are reminded by themselves; nothing while that is off. */
function NextReminder() {
  const t = useTranslations("reminder.settings");
  const format = useFormat();
  const { data: policy } = trpc.bill.messagePolicy.useQuery();
  if (!policy?.scheduleDueAt) return null;
  return (
    <Link className={styles.link} href="/distributor/bills/settings" prefetch={false}>
      {t("next", { at: format.dateTime(policy.scheduleDueAt) })}
    </Link>
  );
}
