"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { KeysetQuery } from "#components/patterns/data-list/data-list.types.ts";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { PayoutActions } from "./payout/payout-actions.tsx";
import { PayoutCard } from "./payout/payout-card.tsx";
import { PayoutFigures } from "./payout-figures.tsx";
import styles from "./settlement.module.css";
import type { AnySettlement, ItemsPage, SettlementItem } from "./settlement.types.ts";
import { itemsInput } from "./settlement-inputs.ts";
import { SettlementItems } from "./settlement-items.tsx";
import { SettlementStatus, Unconfirmed } from "./use-settlement-columns.tsx";

type Props = { settlementId: string };

const nextOf = { getNextPageParam: (page: ItemsPage) => page.nextCursor };

/** One of the distributor's own settlements. */
export function OwnSettlement({ settlementId }: Props) {
  const t = useTranslations("settlement");
  const settlement = trpc.settlement.get.useQuery({ settlementId });
  const items = trpc.settlement.items.useInfiniteQuery(itemsInput(settlementId), nextOf);
  const events = trpc.settlement.payoutEvents.useQuery({ settlementId });
  return (
    <SettlementView
      back={{ href: "/distributor/settlements", label: t("back") }}
      items={items}
      payout={settlement.data ? <PayoutCard events={events} settlement={settlement.data} /> : null}
      settlement={settlement}
    />
  );
}

/** One of any distributor's settlements, for admins. */
export function AnySettlementDetail({ settlementId }: Props) {
  const t = useTranslations("settlement.admin");
  const settlement = trpc.settlement.getAny.useQuery({ settlementId });
  const items = trpc.settlement.itemsOfAny.useInfiniteQuery(itemsInput(settlementId), nextOf);
  const events = trpc.settlement.payoutEventsOfAny.useQuery({ settlementId });
  return (
    <SettlementView
      back={{ href: "/admin/settlements", label: t("back") }}
      items={items}
      payout={
        settlement.data ? (
          <PayoutCard
            actions={<PayoutActions settlement={settlement.data} />}
            events={events}
            settlement={settlement.data}
          />
        ) : null
      }
      settlement={settlement}
      withDistributor
    />
  );
}

type SettlementViewProps = {
  back: { href: string; label: string };
  settlement: { data: AnySettlement | undefined; error: unknown; refetch: () => unknown };
  items: KeysetQuery<SettlementItem>;
  payout: ReactNode;
  withDistributor?: boolean;
};

function SettlementView({ back, settlement, items, payout, withDistributor = false }: SettlementViewProps) {
  const t = useTranslations("settlement");
  const format = useFormat();
  const { data, error, refetch } = settlement;
  if (!data) {
    return (
      <>
        <PageHeader back={back} title={t("title")} />
        {error ? (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton h={180} radius="lg" />
        )}
      </>
    );
  }
  const description = data.closedAt
    ? t("items.closedDescription", { closedAt: format.dateTime(data.closedAt) })
    : t("items.openDescription");
  return (
    <>
      <PageHeader
        back={back}
        badge={<SettlementStatus status={data.status} />}
        description={description}
        title={t("items.title", { payoutOn: format.date(data.payoutOn) })}
      />
      <div className={styles.cards}>
        <Card>
          <div className={styles.when}>
            {withDistributor ? data.distributorName : t("next.net")}
            <Unconfirmed settlement={data} />
          </div>
          <PayoutFigures settlement={data} />
        </Card>
        {data.payoutId ? payout : null}
      </div>
      <SettlementItems query={items} />
    </>
  );
}
