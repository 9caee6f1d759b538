"use client";

import { Select, Stack, TextInput } from "@mantine/core";
import { keepPreviousData } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { FormActions } from "#components/patterns/form-actions.tsx";
import { LinkButton } from "#components/patterns/link-button.tsx";
import { useSchemaForm } from "#components/patterns/use-schema-form.ts";
import { useToast } from "#components/patterns/use-toast.ts";
import { useBankName } from "#components/trade-relationship/use-bank-name.ts";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { domainFailureOf } from "#components/ui/error-text.ts";
import { useFormat } from "#components/ui/use-format.ts";
import { openTradeRelationshipInput } from "#server/trade-relationships/trade-relationship.schema.ts";
import styles from "./admin.module.css";

/** Lets a distributor bill the store; it is given an account by that. */
export function OpenRelationshipForm({ storeId, onClose }: { storeId: string; onClose: () => void }) {
  const t = useTranslations("admin.relationship");
  const toast = useToast();
  const format = useFormat();
  const utils = trpc.useUtils();
  const open = trpc.tradeRelationship.open.useMutation();
  const form = useSchemaForm({
    schema: openTradeRelationshipInput,
    initialValues: { storeId, distributorId: null as string | null, customerCode: "" },
    fieldOfCode: { TRADE_RELATIONSHIP_EXISTS: "distributorId", CUSTOMER_CODE_TAKEN: "customerCode" },
    onSubmit: async (input) => {
      const { accountNumber } = await open.mutateAsync(input);
      await utils.tradeRelationship.invalidate();
      toast.success(t("opened", { accountNumber: format.accountNumber(accountNumber) }));
      onClose();
    },
  });
  return (
    <form noValidate onSubmit={form.onSubmit}>
      <Stack>
        <DistributorSelect {...form.field("distributorId")} />
        <TextInput
          {...form.textField("customerCode")}
          description={t("customerCodeHint")}
          label={t("customerCode")}
          required
        />
        <p className={styles.note}>{t("openHint")}</p>
        <OpenFailure error={form.error} />
      </Stack>
      <FormActions onCancel={onClose} pending={form.pending} submitLabel={t("open")} />
    </form>
  );
}

/** An empty pool is the one failure that the operator can mend, elsewhere. */
function OpenFailure({ error }: { error: unknown }) {
  const t = useTranslations("admin.relationship");
  const bankName = useBankName();
  const { code, details } = domainFailureOf(error);
  if (error === null || code !== "NO_FREE_VIRTUAL_ACCOUNT") return <ErrorNotice error={error} />;
  const bankCode = String(details.bankCode);
  return (
    <Stack align="flex-start" gap="xs">
      <p className={styles.warning} role="alert">
        {t("noFreeAccount", { bank: bankName(bankCode) })}
      </p>
      <LinkButton href={`/admin/virtual-accounts?bank=${bankCode}`} size="xs" variant="default">
        {t("addAccounts")}
      </LinkButton>
    </Stack>
  );
}

type DistributorSelectProps = {
  name: string;
  value: string | null;
  error: ReactNode;
  onChange: (distributorId: string | null) => void;
};

/** Distributors by name; the server searches, as there may be more than a list can hold. */
function DistributorSelect(props: DistributorSelectProps) {
  const t = useTranslations("admin.relationship");
  const [search, setSearch] = useState("");
  const { data } = trpc.tradeRelationship.distributors.useQuery(
    { search: search.slice(0, 100), limit: 50 },
    { placeholderData: keepPreviousData },
  );
  return (
    <Select
      {...props}
      data={data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
      filter={({ options }) => options}
      label={t("distributor")}
      nothingFoundMessage={t("distributorNone")}
      onSearchChange={setSearch}
      placeholder={t("distributorPlaceholder")}
      required
      searchable
    />
  );
}
