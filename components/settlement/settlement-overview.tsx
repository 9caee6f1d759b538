"use client";

import { useTranslations } from "next-intl";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import { trpc } from "#components/trpc/client.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ContractCard } from "./contract-card.tsx";
import { ForecastCalendar } from "./forecast-calendar.tsx";
import { NextPayout } from "./next-payout.tsx";
import { OwnPayoutAccount } from "./payout/own-payout-account.tsx";
import styles from "./settlement.module.css";
import type { Settlement } from "./settlement.types.ts";
import { historyInput } from "./settlement-inputs.ts";
import { useAsPages } from "./use-as-pages.ts";
import { useSettlementColumns } from "./use-settlement-columns.tsx";

const hrefOf = ({ settlementId }: Settlement) => `/distributor/settlements/${settlementId}`;
const keyOf = ({ settlementId }: Settlement) => settlementId;

/** A distributor's settlements: the next payout, all that are due, and those that were closed. */
export function SettlementOverview() {
  const t = useTranslations("settlement");
  const columns = useSettlementColumns("day");
  const forecast = trpc.settlement.forecast.useQuery();
  const forecastPages = useAsPages(forecast);
  const next = forecast.data && (forecast.data[0] ?? null);
  return (
    <>
      <div className={styles.top}>
        <NextPayout error={forecast.error} onRetry={() => void forecast.refetch()} settlement={next} />
        <ContractCard />
      </div>
      <OwnPayoutAccount />
      {next && forecast.data ? (
        <section className={styles.list}>
          <h2 className={styles.section}>{t("open.title")}</h2>
          <ForecastCalendar settlements={forecast.data} />
          <DataList
            columns={columns}
            label={t("open.title")}
            query={forecastPages}
            rowHref={hrefOf}
            rowKey={keyOf}
          />
        </section>
      ) : null}
      <ClosedSettlements />
    </>
  );
}

function ClosedSettlements() {
  const t = useTranslations("settlement.closed");
  const columns = useSettlementColumns("short", true);
  const history = trpc.settlement.history.useInfiniteQuery(historyInput, {
    getNextPageParam: (page) => page.nextCursor,
  });
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
