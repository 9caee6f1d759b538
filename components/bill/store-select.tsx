"use client";

import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "#components/trpc/client.ts";
import type { Relationship } from "./bill.types.ts";

const TYPING_PAUSE_MS = 250;
const OFFERED = 50;

type StoreSelectProps = {
  value: string | null;
  onChange: (tradeRelationshipId: string | null) => void;
  /** The store that `value` names, once it is known. */
  chosen: Relationship | null;
  error?: string | undefined;
};

/** A searchable choice among the stores one trades with; the server searches, as there may be thousands. */
export function StoreSelect({ value, onChange, chosen, error }: StoreSelectProps) {
  const t = useTranslations("bill.issue");
  const [typed, setTyped] = useState("");
  const label = (store: Relationship) => `${store.customerCode} ${store.storeName}`;
  // With a choice made, the field holds its label: that is nothing to search for.
  const wanted = chosen && typed === label(chosen) ? "" : typed.trim().slice(0, 100);
  const [search] = useDebouncedValue(wanted, TYPING_PAUSE_MS);
  const stores = trpc.tradeRelationship.list.useQuery(
    { search, limit: OFFERED },
    { placeholderData: (previous) => previous },
  );
  const found = stores.data?.items ?? [];
  const offered = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
  return (
    <Select
      data={offered.map((store) => ({
        value: store.id,
        label: store.accountNumber === null ? `${label(store)} (${t("withoutAccount")})` : label(store),
        disabled: store.accountNumber === null,
      }))}
      error={error}
      filter={({ options }) => options}
      label={t("store")}
      maxDropdownHeight={320}
      nothingFoundMessage={t(stores.isFetching ? "storeLoading" : "storeNone")}
      onChange={onChange}
      onSearchChange={setTyped}
      placeholder={t("storePlaceholder")}
      required
      searchable
      searchValue={typed}
      value={value}
    />
  );
}
