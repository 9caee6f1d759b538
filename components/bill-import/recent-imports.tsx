"use client";

import { useTranslations } from "next-intl";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { trpc } from "#components/trpc/client.ts";
import { DateTimeText } from "#components/ui/date-text.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import styles from "./bill-import.module.css";
import type { RecentImport } from "./bill-import.types.ts";

const PAGE = 10;

/** Files uploaded before: those under way to go on with, those issued to look back at. */
export function RecentImports({ onOpen }: { onOpen: (importId: string) => void }) {
  const t = useTranslations("billImport.recent");
  const imports = trpc.billImport.list.useInfiniteQuery(
    { limit: PAGE },
    { getNextPageParam: (page) => page.nextCursor },
  );
  return (
    <section className={styles.recent}>
      <h2 className={styles.heading}>{t("title")}</h2>
      <DataList
        columns={useColumns(onOpen)}
        empty={<EmptyState body={t("emptyBody")} icon="upload" title={t("empty")} />}
        label={t("title")}
        query={imports}
        rowKey={({ importId }) => importId}
      />
    </section>
  );
}

function useColumns(onOpen: (importId: string) => void): DataListColumn<RecentImport>[] {
  const t = useTranslations("billImport.recent");
  return [
    {
      id: "file",
      header: t("file"),
      card: "title",
      cell: ({ fileName, importId }) => (
        <button className={styles.open} onClick={() => onOpen(importId)} type="button">
          {fileName}
        </button>
      ),
    },
    {
      id: "result",
      header: t("result"),
      align: "end",
      width: "220px",
      // A count, no sum: beside last month's it would invite adding bills up, which counts arrears twice (rule R3).
      cell: ({ billCount }) => (billCount === null ? "–" : t("resultText", { count: billCount })),
    },
    {
      id: "state",
      header: t("state"),
      card: "figure",
      width: "110px",
      cell: ({ status }) =>
        status === "ISSUED" ? (
          <StatusBadge tone="positive">{t("issued")}</StatusBadge>
        ) : (
          <StatusBadge tone="info">{t("staged")}</StatusBadge>
        ),
    },
    { id: "by", header: t("by"), width: "140px", cell: ({ createdByName }) => createdByName },
    {
      id: "at",
      header: t("at"),
      width: "170px",
      cell: ({ createdAt }) => <DateTimeText at={createdAt} />,
    },
  ];
}
