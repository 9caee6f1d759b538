import { Select } from "@mantine/core";
import { keepPreviousData } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "#components/trpc/client.ts";

type DistributorSelectProps = { value: string | null; onChange: (distributorId: string | null) => void };

/** Distributors by name; the server searches, as there may be more than a list can hold. */
export function DistributorSelect({ value, onChange }: DistributorSelectProps) {
  const t = useTranslations("adminNotification.stop");
  const [search, setSearch] = useState("");
  const { data } = trpc.tradeRelationship.distributors.useQuery(
    { search: search.slice(0, 100), limit: 50 },
    { placeholderData: keepPreviousData },
  );
  return (
    <Select
      data={data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
      filter={({ options }) => options}
      label={t("distributor")}
      nothingFoundMessage={t("distributorNone")}
      onChange={onChange}
      onSearchChange={setSearch}
      placeholder={t("distributorPlaceholder")}
      required
      searchable
      value={value}
    />
  );
}
