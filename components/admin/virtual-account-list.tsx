"use client";

import { useTranslations } from "next-intl";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { FilterBar } from "#components/patterns/filter-bar.tsx";
import type { UrlFilters } from "#components/patterns/use-url-filters.ts";
import { useBankName } from "#components/trade-relationship/use-bank-name.ts";
import { trpc } from "#components/trpc/client.ts";
import { AccountNumber } from "#components/ui/account-number.tsx";
import { DateText } from "#components/ui/date-text.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { bankCodes } from "#server/trade-relationships/bank-code.schema.ts";
import styles from "./admin.module.css";
import type { VirtualAccount } from "./admin.types.ts";

const states = ["ALL", "FREE", "GIVEN"] as const;

type VirtualAccountListProps = { filters: UrlFilters<"search" | "bank" | "state"> };

/** Every account, newest first, and whose it is. */
export function VirtualAccountList({ filters }: VirtualAccountListProps) {
  const t = useTranslations("admin.virtualAccount");
  const bankName = useBankName();
  const { search, bank, state } = filters.values;
  const accounts = trpc.tradeRelationship.virtualAccounts.useInfiniteQuery(
    {
      search: search.slice(0, 40),
      bankCode: bankCodes.find((code) => code === bank) ?? null,
      state: states.find((known) => known === state) ?? "ALL",
      limit: 50,
    },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (previous) => previous },
  );
  return (
    <>
      <FilterBar
        fields={[
          { kind: "search", name: "search", label: t("search"), placeholder: t("searchPlaceholder") },
          {
            kind: "select",
            name: "bank",
            label: t("filterBank"),
            options: [
              { value: "all", label: t("allBanks") },
              ...bankCodes.map((value) => ({ value, label: bankName(value) })),
            ],
          },
          {
            kind: "choice",
            name: "state",
            label: t("filterState"),
            options: states.map((value) => ({ value, label: t(`state.${value}`) })),
          },
        ]}
        filters={filters}
      />
      <DataList
        columns={useAccountColumns()}
        empty={<EmptyState body={t("emptyBody")} icon="bank" title={t("emptyTitle")} />}
        filtered={filters.isFiltered}
        label={t("title")}
        onResetFilters={filters.reset}
        query={accounts}
        rowKey={({ id }) => id}
      />
    </>
  );
}

function useAccountColumns(): DataListColumn<VirtualAccount>[] {
  const t = useTranslations("admin.virtualAccount");
  const bankName = useBankName();
  return [
    {
      id: "account",
      header: t("column.account"),
      card: "title",
      cell: ({ bankCode, accountNumber }) => (
        <AccountNumber accountNumber={accountNumber} bankName={bankName(bankCode)} />
      ),
    },
    { id: "holder", header: t("column.holder"), cell: ({ holderName }) => holderName },
    {
      id: "state",
      header: t("column.state"),
      width: "110px",
      card: "figure",
      cell: ({ givenAt }) => (
        <StatusBadge tone={givenAt ? "neutral" : "positive"}>
          {t(givenAt ? "state.GIVEN" : "state.FREE")}
        </StatusBadge>
      ),
    },
    {
      id: "owner",
      header: t("column.owner"),
      cell: ({ storeName, distributorName, customerCode }) =>
        storeName === null ? (
          "–"
        ) : (
          <span className={styles.stacked}>
            <span>{storeName}</span>
            <span className={styles.small}>{`${distributorName} · ${customerCode}`}</span>
          </span>
        ),
    },
    {
      id: "givenAt",
      header: t("column.givenAt"),
      width: "130px",
      cell: ({ givenAt }) => (givenAt ? <DateText on={givenAt} /> : "–"),
    },
  ];
}
