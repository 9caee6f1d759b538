"use client";

import { SegmentedControl } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { trpc } from "#components/trpc/client.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { type DifferenceKind, differenceKinds } from "#server/imports/import.schema.ts";
import styles from "./bill-import.module.css";
import type { DifferenceRow } from "./bill-import.types.ts";

/** What is new, missing or billed otherwise than in the batch before; folded away until it is asked for. */
export function DifferencePanel({ importId }: { importId: string }) {
  const t = useTranslations("billImport.difference");
  const [opened, setOpened] = useState(false);
  return (
    <details className={styles.details} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{t("title")}</summary>
      {opened ? <Difference importId={importId} /> : null}
    </details>
  );
}

function Difference({ importId }: { importId: string }) {
  const t = useTranslations("billImport.difference");
  const format = useFormat();
  const [kind, setKind] = useState<DifferenceKind>("changed");
  const { data } = trpc.billImport.difference.useQuery({ importId });
  const rows = trpc.billImport.differenceRows.useInfiniteQuery(
    { importId, kind },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (previous) => previous },
  );
  const columns = useColumns();
  if (data === undefined) return null;
  if (data.previous === null) return <p className={styles.faint}>{t("none")}</p>;
  const { counts, fileName, issuedAt } = data.previous;
  return (
    <div className={styles.stack}>
      <p className={styles.faint}>
        {t("against", { fileName, issuedAt: format.dateTime(issuedAt) })} ·{" "}
        {t("same", { count: counts.same })}
      </p>
      <div className={styles.tabs}>
        <SegmentedControl
          aria-label={t("kind")}
          data={differenceKinds.map((value) => ({ value, label: t(value, { count: counts[value] }) }))}
          onChange={(value) => setKind(value as DifferenceKind)}
          value={kind}
        />
      </div>
      <DataList
        columns={columns}
        empty={<EmptyState title={t("empty")} />}
        label={t("title")}
        query={rows}
        rowKey={(row) => row.tradeRelationshipId}
      />
    </div>
  );
}

function useColumns(): DataListColumn<DifferenceRow>[] {
  const t = useTranslations("billImport.difference");
  return [
    {
      id: "store",
      header: t("store"),
      card: "title",
      cell: ({ storeName, customerCode }) => (
        <span className={styles.stacked}>
          <span>{storeName}</span>
          <span className={styles.small}>{customerCode}</span>
        </span>
      ),
    },
    {
      id: "previous",
      header: t("previous"),
      align: "end",
      width: "180px",
      cell: ({ previousWon }) => (previousWon === null ? "–" : <Money amountWon={previousWon} />),
    },
    {
      id: "now",
      header: t("now"),
      align: "end",
      width: "180px",
      card: "figure",
      cell: ({ nowWon }) => (nowWon === null ? "–" : <Money amountWon={nowWon} />),
    },
  ];
}
