"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { trpc } from "#components/trpc/client.ts";
import { DateText } from "#components/ui/date-text.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import styles from "./bill.module.css";
import type { StoreWithoutReminders } from "./bill.types.ts";
import { useTurnReminders } from "./reminders-switch.tsx";

/** The stores that are never reminded, each with the way back. */
export function RemindersOffList() {
  const t = useTranslations("reminder.settings");
  const stores = trpc.bill.remindersOff.useInfiniteQuery({}, { getNextPageParam: (page) => page.nextCursor });
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{t("offTitle")}</h2>
      <DataList
        columns={useColumns()}
        empty={<EmptyState body={t("offEmptyBody")} icon="bell" title={t("offEmpty")} />}
        label={t("offTitle")}
        query={stores}
        rowKey={({ tradeRelationshipId }) => tradeRelationshipId}
      />
    </section>
  );
}

function useColumns(): DataListColumn<StoreWithoutReminders>[] {
  const t = useTranslations("reminder.settings");
  const turn = useTurnReminders();
  return [
    {
      id: "store",
      header: t("offStore"),
      card: "title",
      cell: ({ storeName, customerCode }) => (
        <span className={styles.stacked}>
          <span>{storeName}</span>
          <span className={styles.small}>{customerCode}</span>
        </span>
      ),
    },
    { id: "since", header: t("offAt"), width: "160px", cell: ({ offAt }) => <DateText on={offAt} /> },
    {
      id: "action",
      header: "",
      align: "end",
      width: "160px",
      cell: ({ tradeRelationshipId, storeName }) => (
        <Button
          disabled={turn.pending}
          onClick={() => void turn.set({ tradeRelationshipId, storeName, off: false })}
          size="compact-sm"
          variant="default"
        >
          {t("offAction")}
        </Button>
      ),
    },
  ];
}
