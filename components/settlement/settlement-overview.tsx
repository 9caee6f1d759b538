"use client";

import { useTranslations } from "next-intl";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import { trpc } from "#components/trpc/client.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ContractCard } from "./contract-card.tsx";
import { NextPayout } from "./next-payout.tsx";
import { historyPageSize } from "./page-size.ts";
import styles from "./settlement.module.css";
import type { ContractOutlook, HistoryPage, Settlement } from "./settlement.types.ts";
import { useAsPages } from "./use-as-pages.ts";
import { useSettlementColumns } from "./use-settlement-columns.tsx";

const hrefOf = ({ settlementId }: Settlement) => `/distributor/settlements/${settlementId}`;
const keyOf = ({ settlementId }: Settlement) => settlementId;

type SettlementOverviewProps = {
  /** What the server has read for the first paint. */
  initial: { forecast: Settlement[]; contract: ContractOutlook; history: HistoryPage };
};

/** A distributor's settlements: the next payout, all that are due, and those that were closed. */
export function SettlementOverview({ initial }: SettlementOverviewProps) {
  const t = useTranslations("settlement");
  const columns = useSettlementColumns();
  const forecast = trpc.settlement.forecast.useQuery(undefined, { initialData: initial.forecast });
  const forecastPages = useAsPages(forecast);
  const next = forecast.data[0] ?? null;
  return (
    <>
      <div className={styles.top}>
        <NextPayout settlement={next} />
        <ContractCard initial={initial.contract} />
      </div>
      {next ? (
        <section className={styles.list}>
          <h2 className={styles.section}>{t("open.title")}</h2>
          <DataList
            columns={columns}
            label={t("open.title")}
            query={forecastPages}
            rowHref={hrefOf}
            rowKey={keyOf}
          />
        </section>
      ) : null}
      <ClosedSettlements firstPage={initial.history} />
    </>
  );
}

function ClosedSettlements({ firstPage }: { firstPage: HistoryPage }) {
  const t = useTranslations("settlement.closed");
  const columns = useSettlementColumns();
  const history = trpc.settlement.history.useInfiniteQuery(
    { limit: historyPageSize },
    {
      getNextPageParam: (page) => page.nextCursor,
      initialData: { pages: [firstPage], pageParams: [null] },
    },
  );
  return (
    <section className={styles.list}>
      <h2 className={styles.section}>{t("title")}</h2>
      <DataList
        columns={columns}
        empty={<EmptyState body={t("emptyBody")} title={t("emptyTitle")} />}
        label={t("title")}
        query={history}
        rowHref={hrefOf}
        rowKey={keyOf}
      />
    </section>
  );
}
