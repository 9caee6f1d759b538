"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import { trpc } from "#components/trpc/client.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { AttributeDialog } from "./attribute-dialog.tsx";
import styles from "./deposit.module.css";
import type { UnmatchedDeposit } from "./deposit.types.ts";
import { useUnmatchedColumns } from "./use-unmatched-columns.tsx";

/** Deposits for accounts that nobody owned when they came. */
export function UnmatchedList() {
  const t = useTranslations("deposit.unmatched");
  const label = useTranslations("deposit.tab")("unmatched");
  const [chosen, setChosen] = useState<UnmatchedDeposit | null>(null);
  const deposits = trpc.payment.unmatched.useInfiniteQuery(
    { limit: 50 },
    { getNextPageParam: (page) => page.nextCursor },
  );
  return (
    <>
      <p className={styles.hint}>{t("hint")}</p>
      <DataList
        columns={useUnmatchedColumns(setChosen)}
        empty={<EmptyState body={t("emptyBody")} icon="check" title={t("emptyTitle")} />}
        label={label}
        query={deposits}
        rowKey={({ id }) => id}
      />
      <AttributeDialog deposit={chosen} onClose={() => setChosen(null)} />
    </>
  );
}
