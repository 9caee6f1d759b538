"use client";

import { useTranslations } from "next-intl";
import type { KeysetQuery } from "#components/patterns/data-list/data-list.types.ts";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { itemsPageSize } from "./page-size.ts";
import { PayoutFigures } from "./payout-figures.tsx";
import styles from "./settlement.module.css";
import type { AnySettlement, ItemsPage, SettlementItem } from "./settlement.types.ts";
import { SettlementItems } from "./settlement-items.tsx";
import { SettlementStatus, Unconfirmed } from "./use-settlement-columns.tsx";

type Props = {
  settlementId: string;
  /** What the server has read for the first paint. */
  initial: { settlement: AnySettlement; items: ItemsPage };
};

const nextOf = { getNextPageParam: (page: ItemsPage) => page.nextCursor };

/** One of the distributor's own settlements. */
export function OwnSettlement({ settlementId, initial }: Props) {
  const t = useTranslations("settlement");
  const settlement = trpc.settlement.get.useQuery({ settlementId }, { initialData: initial.settlement });
  const items = trpc.settlement.items.useInfiniteQuery(
    { settlementId, limit: itemsPageSize },
    { ...nextOf, initialData: { pages: [initial.items], pageParams: [null] } },
  );
  return (
    <SettlementView
      back={{ href: "/distributor/settlements", label: t("back") }}
      items={items}
      settlement={settlement.data}
    />
  );
}

/** One of any distributor's settlements, for admins. */
export function AnySettlementDetail({ settlementId, initial }: Props) {
  const t = useTranslations("settlement.admin");
  const settlement = trpc.settlement.getAny.useQuery({ settlementId }, { initialData: initial.settlement });
  const items = trpc.settlement.itemsOfAny.useInfiniteQuery(
    { settlementId, limit: itemsPageSize },
    { ...nextOf, initialData: { pages: [initial.items], pageParams: [null] } },
  );
  return (
    <SettlementView
      back={{ href: "/admin/settlements", label: t("back") }}
      items={items}
      settlement={settlement.data}
      withDistributor
    />
  );
}

type SettlementViewProps = {
  back: { href: string; label: string };
  settlement: AnySettlement;
  items: KeysetQuery<SettlementItem>;
  withDistributor?: boolean;
};

function SettlementView({ back, settlement, items, withDistributor = false }: SettlementViewProps) {
  const t = useTranslations("settlement");
  const format = useFormat();
  const description = settlement.closedAt
    ? t("items.closedDescription", { closedAt: format.dateTime(settlement.closedAt) })
    : t("items.openDescription");
  return (
    <>
      <PageHeader
        back={back}
        badge={<SettlementStatus status={settlement.status} />}
        description={description}
        title={t("items.title", { payoutOn: format.date(settlement.payoutOn) })}
      />
      <div className={styles.list}>
        <Card>
          <div className={styles.when}>
            {withDistributor ? settlement.distributorName : t("next.net")}
            <Unconfirmed settlement={settlement} />
          </div>
          <PayoutFigures settlement={settlement} />
        </Card>
      </div>
      <SettlementItems query={items} />
    </>
  );
}
