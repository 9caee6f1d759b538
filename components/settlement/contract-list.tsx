"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { FilterBar } from "#components/patterns/filter-bar.tsx";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { trpc } from "#components/trpc/client.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { ContractDialog } from "./contract-dialog.tsx";
import { PayoutAccountDialog } from "./payout/payout-account-dialog.tsx";
import styles from "./settlement.module.css";
import type { DistributorTerms, Terms } from "./settlement.types.ts";
import { contractsInput } from "./settlement-inputs.ts";
import { useTermsText } from "./use-terms-text.ts";

const defaults = { search: "" };

/** Admin: each distributor's terms, and a way to agree new ones. */
export function ContractList() {
  const t = useTranslations("settlement.admin");
  const filters = useUrlFilters(defaults);
  const [chosen, setChosen] = useState<DistributorTerms | null>(null);
  const [opened, setOpened] = useState(false); // apart from `chosen`, so that the dialog keeps its content while it fades
  const [accountOf, setAccountOf] = useState<DistributorTerms | null>(null);
  const choose = (distributor: DistributorTerms) => {
    setChosen(distributor);
    setOpened(true);
  };
  const contracts = trpc.settlement.contracts.useInfiniteQuery(contractsInput(filters.values.search), {
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (previous) => previous,
  });
  return (
    <>
      <FilterBar
        fields={[{ kind: "search", name: "search", label: t("searchDistributor") }]}
        filters={filters}
      />
      <DataList
        columns={useContractColumns(choose, setAccountOf)}
        empty={<EmptyState icon="truck" title={t("contractsEmptyTitle")} />}
        filtered={filters.isFiltered}
        label={t("contractsTitle")}
        onResetFilters={filters.reset}
        query={contracts}
        rowKey={({ distributorId }) => distributorId}
      />
      <ContractDialog distributor={chosen} onClose={() => setOpened(false)} opened={opened} />
      <PayoutAccountDialog
        distributor={accountOf}
        onClose={() => setAccountOf(null)}
        opened={accountOf !== null}
      />
    </>
  );
}

function useContractColumns(
  choose: (row: DistributorTerms) => void,
  openAccount: (row: DistributorTerms) => void,
): DataListColumn<DistributorTerms>[] {
  const t = useTranslations("settlement");
  const payout = useTranslations("payout.account");
  return [
    {
      id: "distributor",
      header: t("column.distributor"),
      card: "title",
      cell: ({ distributorName }) => distributorName,
    },
    {
      id: "terms",
      header: t("column.terms"),
      cell: ({ inForce, next }) => (inForce ? <TermsCell terms={inForce} /> : next ? "–" : <MissingTerms />),
    },
    {
      id: "nextTerms",
      header: t("column.nextTerms"),
      cell: ({ next }) =>
        next ? <TermsCell terms={next} /> : <span className={styles.faint}>{t("admin.noNext")}</span>,
    },
    {
      id: "set",
      header: t("admin.set"),
      align: "end",
      width: "230px",
      card: "figure",
      cell: (row) => (
        <span className={styles.reasons}>
          <Button onClick={() => choose(row)} size="xs" variant="default">
            {t("admin.set")}
          </Button>
          <Button onClick={() => openAccount(row)} size="xs" variant="default">
            {payout("open")}
          </Button>
        </span>
      ),
    },
  ];
}

function MissingTerms() {
  const t = useTranslations("settlement.admin");
  return <StatusBadge tone="danger">{t("noContract")}</StatusBadge>;
}

function TermsCell({ terms }: { terms: Terms }) {
  const t = useTranslations("settlement.admin");
  const format = useFormat();
  const text = useTermsText();
  return (
    <span className={styles.stacked}>
      <span>{text.summary(terms)}</span>
      <span className={styles.small}>
        {t("from", { effectiveFromOn: format.dateShort(terms.effectiveFromOn) })}
      </span>
    </span>
  );
}
