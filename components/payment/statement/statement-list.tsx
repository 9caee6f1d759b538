"use client";

import { Button } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { FilterBar } from "#components/patterns/filter-bar.tsx";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { paymentConditions, uuidOf } from "#components/payment/payment-filters.ts";
import { StoreScope } from "#components/payment/store-scope.tsx";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { DateTimeText } from "#components/ui/date-text.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Money } from "#components/ui/money.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { statementFileTypes } from "#server/payments/statement/statement.schema.ts";
import { documentHref } from "./document-links.tsx";
import styles from "./statement.module.css";
import type { StatementLine } from "./statement.types.ts";

const filterNames = { from: "", to: "", tradeRelationship: "" };

/** A distributor's statement. thisMonth: the period that is shown until another one is chosen. */
export function StatementList({ thisMonth }: { thisMonth: { fromOn: string; toOn: string } }) {
  const t = useTranslations("statement");
  const filters = useUrlFilters(filterNames);
  const { fromOn, toOn } = paymentConditions({ search: "", ...filters.values });
  const chosen = fromOn && toOn && fromOn <= toOn ? { fromOn, toOn } : thisMonth;
  const scope = { ...chosen, tradeRelationshipId: uuidOf(filters.values.tradeRelationship) };
  const lines = trpc.payment.statement.useInfiniteQuery(
    { ...scope, limit: 100 },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (previous) => previous },
  );
  const shown = { ...filters, values: { ...filters.values, from: chosen.fromOn, to: chosen.toOn } };
  return (
    <>
      <FilterBar fields={[{ kind: "period", from: "from", to: "to", label: t("period") }]} filters={shown} />
      {scope.tradeRelationshipId ? (
        <StoreScope
          onLeave={() => filters.set({ tradeRelationship: "" })}
          tradeRelationshipId={scope.tradeRelationshipId}
        />
      ) : null}
      <div className={styles.card}>
        <Documents scope={scope} />
      </div>
      <DataList
        columns={useStatementColumns()}
        empty={<EmptyState body={t("emptyBody")} icon="wallet" title={t("emptyTitle")} />}
        label={t("title")}
        query={lines}
        rowKey={({ id }) => id}
      />
    </>
  );
}

function Documents({ scope }: { scope: Parameters<typeof documentHref>[0] }) {
  const t = useTranslations("statement.document");
  return (
    <Card title={t("title")}>
      <div className={styles.documents}>
        {statementFileTypes.map((fileType) => (
          <Button
            component="a"
            download
            href={documentHref(scope, fileType)}
            key={fileType}
            variant={fileType === "pdf" ? "filled" : "default"}
          >
            {t(fileType)}
          </Button>
        ))}
        <p className={styles.hint}>{t("hint", { address: "/verify" })}</p>
      </div>
    </Card>
  );
}

function useStatementColumns(): DataListColumn<StatementLine>[] {
  const t = useTranslations("statement");
  return [
    {
      id: "tradedAt",
      header: t("column.tradedAt"),
      width: "164px",
      cell: ({ tradedAt }) => <DateTimeText at={tradedAt} />,
    },
    {
      id: "store",
      header: t("column.store"),
      card: "title",
      cell: ({ storeName, customerCode }) => (
        <span className={styles.stacked}>
          <span>{storeName}</span>
          <span className={styles.small}>{customerCode}</span>
        </span>
      ),
    },
    { id: "depositor", header: t("column.depositor"), cell: ({ depositorName }) => depositorName ?? "–" },
    { id: "bill", header: t("column.bill"), cell: (line) => <BillCell line={line} /> },
    {
      id: "amount",
      header: t("column.amount"),
      align: "end",
      width: "160px",
      card: "figure",
      cell: ({ kind, amountWon }) => (
        <span className={styles.end}>
          <Money amountWon={kind === "REVERSAL" ? -amountWon : amountWon} size="strong" />
          {kind === "REVERSAL" ? <StatusBadge tone="danger">{t("reversal")}</StatusBadge> : null}
        </span>
      ),
    },
  ];
}

function BillCell({ line }: { line: StatementLine }) {
  const t = useTranslations("statement");
  const format = useFormat();
  const { billId, billIssuedAt, billAmountWon } = line;
  if (billId === null || billIssuedAt === null || billAmountWon === null)
    return <span className={styles.faint}>{t("withoutBill")}</span>;
  return (
    <Link className={styles.bill} href={`/distributor/bills/${billId}`} prefetch={false}>
      {t("bill", { day: format.dateShort(billIssuedAt), amount: format.won(billAmountWon) })}
    </Link>
  );
}
