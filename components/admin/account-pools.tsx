"use client";

import { useTranslations } from "next-intl";
import { StatGrid, StatTile } from "#components/patterns/stat-tile.tsx";
import { useBankName } from "#components/trade-relationship/use-bank-name.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { AccountPool } from "./admin.types.ts";

/** Fewer free accounts than this, and a distributor may soon not be able to take on a store. */
const LOW = 20;

/** How many accounts are free at each bank; `linked`: each leads to its list. */
export function AccountPools({ pools, linked = false }: { pools: readonly AccountPool[]; linked?: boolean }) {
  const t = useTranslations("admin.overview");
  if (pools.length === 0) {
    return (
      <Card>
        <EmptyState body={t("poolsEmptyBody")} icon="bank" title={t("poolsEmptyTitle")} />
      </Card>
    );
  }
  return (
    <StatGrid>
      {pools.map((pool) => (
        <PoolTile key={pool.bankCode} linked={linked} pool={pool} />
      ))}
    </StatGrid>
  );
}

function PoolTile({ pool, linked }: { pool: AccountPool; linked: boolean }) {
  const t = useTranslations("admin.overview");
  const bankName = useBankName();
  const { bankCode, freeCount, givenCount, distributorCount } = pool;
  const isNeeded = distributorCount > 0;
  const isLow = isNeeded && freeCount < LOW;
  const free = t("poolFree", { count: freeCount });
  const shortage = t(freeCount === 0 ? "poolEmpty" : "poolLow");
  return (
    <StatTile
      hint={t("poolHint", { given: givenCount, distributors: distributorCount })}
      icon="bank"
      label={bankName(bankCode)}
      tone={isNeeded && freeCount === 0 ? "danger" : isLow ? "warning" : "neutral"}
      value={isLow ? `${free} · ${shortage}` : free}
      {...(linked ? { href: `/admin/virtual-accounts?bank=${bankCode}` } : {})}
    />
  );
}
