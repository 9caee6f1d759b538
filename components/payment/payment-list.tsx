"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import { FilterBar } from "#components/patterns/filter-bar.tsx";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { type LinkChange, LinkDialog } from "./link-dialog.tsx";
import { paymentFilters, uuidOf } from "./payment-filters.ts";
import { type RefundChange, RefundDialog } from "./refund-dialog.tsx";
import { StoreScope } from "./store-scope.tsx";
import { usePaymentColumns } from "./use-payment-columns.tsx";
import { usePayments } from "./use-payments.ts";

/** The distributor's payments and reversals. */
export function PaymentList() {
  const t = useTranslations("payment");
  const filters = useUrlFilters(paymentFilters);
  const [change, setChange] = useState<LinkChange | null>(null);
  const payments = usePayments(filters.values);
  const [refund, setRefund] = useState<RefundChange | null>(null);
  const columns = usePaymentColumns(setChange, setRefund);
  const tradeRelationshipId = uuidOf(filters.values.tradeRelationship);
  return (
    <>
      <FilterBar
        fields={[
          {
            kind: "search",
            name: "search",
            label: t("search"),
            placeholder: t("searchPlaceholder"),
          },
          { kind: "period", from: "from", to: "to", label: t("period") },
        ]}
        filters={filters}
      />
      {tradeRelationshipId ? (
        <StoreScope
          onLeave={() => filters.set({ tradeRelationship: "" })}
          tradeRelationshipId={tradeRelationshipId}
        />
      ) : null}
      <DataList
        columns={columns}
        empty={<EmptyState body={t("emptyBody")} icon="wallet" title={t("emptyTitle")} />}
        filtered={filters.isFiltered}
        label={t("title")}
        onResetFilters={filters.reset}
        query={payments}
        rowKey={({ id }) => id}
        rowMuted={({ reversed }) => reversed}
      />
      <LinkDialog change={change} onClose={() => setChange(null)} />
      <RefundDialog change={refund} onClose={() => setRefund(null)} />
    </>
  );
}
