"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import { FilterBar } from "#components/patterns/filter-bar.tsx";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { trpc } from "#components/trpc/client.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import styles from "./deposit.module.css";
import type { HeldNotice } from "./deposit.types.ts";
import { HeldNoticeDialog } from "./held-notice-dialog.tsx";
import { type Decision, ResolveDialog } from "./resolve-dialog.tsx";
import { useHeldNoticeColumns } from "./use-held-notice-columns.tsx";

const defaults = { state: "OPEN" };
const states = ["OPEN", "ALL"] as const;

/** Notices that were kept aside. */
export function HeldNoticeList() {
  const t = useTranslations("deposit.held");
  const label = useTranslations("deposit.tab")("held");
  const filters = useUrlFilters(defaults);
  const [shown, setShown] = useState<HeldNotice | null>(null);
  const [decision, setDecision] = useState<Decision | null>(null);
  const notices = trpc.payment.heldNotices.useInfiniteQuery(
    { openOnly: filters.values.state !== "ALL", limit: 50 },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (previous) => previous },
  );
  return (
    <>
      <p className={styles.hint}>{t("hint")}</p>
      <FilterBar
        fields={[
          {
            kind: "choice",
            name: "state",
            label: t("filter"),
            options: states.map((value) => ({ value, label: t(`state.${value}`) })),
          },
        ]}
        filters={filters}
      />
      <DataList
        columns={useHeldNoticeColumns(setShown)}
        empty={<EmptyState body={t("emptyBody")} icon="check" title={t("emptyTitle")} />}
        label={label}
        query={notices}
        rowKey={({ id }) => id}
        rowMuted={({ resolution }) => resolution !== null}
      />
      <HeldNoticeDialog
        isAsking={decision !== null}
        notice={shown}
        onClose={() => setShown(null)}
        onDecide={setDecision}
      />
      <ResolveDialog
        decision={decision}
        onClose={() => setDecision(null)}
        onResolved={() => setShown(null)}
      />
    </>
  );
}
