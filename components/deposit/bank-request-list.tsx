"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import { FilterBar } from "#components/patterns/filter-bar.tsx";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { trpc } from "#components/trpc/client.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { BankRequestDialog } from "./bank-request-dialog.tsx";
import styles from "./deposit.module.css";
import type { BankRequest } from "./deposit.types.ts";
import { ReplayDialog } from "./replay-dialog.tsx";
import { useBankRequestColumns } from "./use-bank-request-columns.tsx";

const defaults = { answer: "ALL" };
const answers = ["ALL", "REFUSED"] as const;

/** Every request of the banks to our webhooks. */
export function BankRequestList() {
  const t = useTranslations("deposit.request");
  const label = useTranslations("deposit.tab")("requests");
  const filters = useUrlFilters(defaults);
  const [shown, setShown] = useState<BankRequest | null>(null);
  const [replayed, setReplayed] = useState<BankRequest | null>(null);
  const requests = trpc.payment.bankRequests.useInfiniteQuery(
    { refusedOnly: filters.values.answer === "REFUSED", limit: 50 },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (previous) => previous },
  );
  return (
    <>
      <p className={styles.hint}>{t("hint")}</p>
      <FilterBar
        fields={[
          {
            kind: "choice",
            name: "answer",
            label: t("filter"),
            options: answers.map((value) => ({ value, label: t(`answer.${value}`) })),
          },
        ]}
        filters={filters}
      />
      <DataList
        columns={useBankRequestColumns(setShown)}
        empty={<EmptyState body={t("emptyBody")} icon="bank" title={t("emptyTitle")} />}
        label={label}
        query={requests}
        rowKey={({ id }) => id}
      />
      <BankRequestDialog
        isAsking={replayed !== null}
        onClose={() => setShown(null)}
        onReplay={setReplayed}
        request={shown}
      />
      <ReplayDialog onClose={() => setReplayed(null)} onReplayed={() => setShown(null)} request={replayed} />
    </>
  );
}
