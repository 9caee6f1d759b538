"use client";

import { Button, Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { bankCodes } from "#server/trade-relationships/bank-code.schema.ts";
import { AccountPools } from "./account-pools.tsx";
import { AddAccounts } from "./add-accounts.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { VirtualAccountList } from "./virtual-account-list.tsx";

const defaults = { search: "", bank: "all", state: "ALL" };

/** Admin: the pool of each bank, and every account in it. */
export function VirtualAccounts() {
  const t = useTranslations("admin.virtualAccount");
  const filters = useUrlFilters(defaults);
  const [adding, setAdding] = useState(false);
  const pools = trpc.tradeRelationship.accountPools.useQuery();
  const bankCode = bankCodes.find((code) => code === filters.values.bank);
  return (
    <>
      <PageHeader
        actions={<Button onClick={() => setAdding(true)}>{t("add")}</Button>}
        description={t("description")}
        title={t("title")}
      />
      {pools.data && pools.data.length > 0 ? <AccountPools linked pools={pools.data} /> : null}
      {pools.isPending ? <Skeleton h={96} mb="lg" radius="md" /> : null}
      {pools.error ? <ErrorNotice error={pools.error} onRetry={() => void pools.refetch()} /> : null}
      <VirtualAccountList filters={filters} />
      <FormDialog onClose={() => setAdding(false)} opened={adding} title={t("add")}>
        <AddAccounts bankCode={bankCode ?? "004"} onClose={() => setAdding(false)} />
      </FormDialog>
    </>
  );
}
