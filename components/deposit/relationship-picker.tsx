"use client";

import { Select, Stack } from "@mantine/core";
import { keepPreviousData } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { trpc } from "#components/trpc/client.ts";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import styles from "./deposit.module.css";
import type { RelationshipRow } from "./deposit.types.ts";

/** As much of a trade relationship as names it. */
export type PickedRelationship = Pick<RelationshipRow, "id" | "distributorName" | "storeName">;

type RelationshipPickerProps = {
  value: PickedRelationship | null;
  onChange: (relationship: RelationshipRow | null) => void;
  error?: ReactNode;
};

const OPTIONS = 30;

const labelOf = ({ storeName, distributorName }: PickedRelationship) => `${storeName} · ${distributorName}`;

/** Finds a trade relationship among all, ended ones too: by distributor, and by store, owner, code or account. */
export function RelationshipPicker({ value, onChange, error }: RelationshipPickerProps) {
  const [distributorId, setDistributorId] = useState<string | null>(null);
  return (
    <Stack gap="sm">
      <DistributorSelect
        onChange={(id) => {
          setDistributorId(id);
          if (id !== null) onChange(null);
        }}
        value={distributorId}
      />
      <RelationshipSelect distributorId={distributorId} error={error} onChange={onChange} value={value} />
    </Stack>
  );
}

type DistributorSelectProps = { value: string | null; onChange: (distributorId: string | null) => void };

function DistributorSelect({ value, onChange }: DistributorSelectProps) {
  const t = useTranslations("deposit.picker");
  const clearLabel = useTranslations("common.action")("clear");
  const [search, setSearch] = useState("");
  const { data } = trpc.tradeRelationship.distributors.useQuery(
    { search: value === null ? search.slice(0, 100) : "", limit: OPTIONS },
    { placeholderData: keepPreviousData },
  );
  return (
    <Select
      clearable
      clearButtonProps={{ "aria-label": clearLabel }}
      data={data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
      label={t("distributor")}
      nothingFoundMessage={t("distributorNone")}
      onChange={onChange}
      onSearchChange={setSearch}
      placeholder={t("distributorPlaceholder")}
      searchable
      value={value}
    />
  );
}

type RelationshipSelectProps = RelationshipPickerProps & { distributorId: string | null };

function RelationshipSelect({ distributorId, value, onChange, error }: RelationshipSelectProps) {
  const t = useTranslations("deposit.picker");
  const [search, setSearch] = useState("");
  // Once something is chosen the field holds its label, which nobody searches for.
  const isChosen = value !== null && search === labelOf(value);
  const { data, isFetching } = trpc.tradeRelationship.adminList.useQuery(
    { search: isChosen ? "" : search.slice(0, 100), state: "ALL", distributorId, limit: OPTIONS },
    { placeholderData: keepPreviousData },
  );
  const found = data?.items ?? [];
  const rows = new Map(found.map((row) => [row.id, row]));
  const options = found.map((row) => ({ value: row.id, label: labelOf(row) }));
  if (value !== null && !rows.has(value.id)) options.unshift({ value: value.id, label: labelOf(value) });
  return (
    <Select
      data={options}
      error={error}
      filter={({ options: all }) => all}
      label={t("relationship")}
      maxDropdownHeight={280}
      nothingFoundMessage={t(isFetching ? "loading" : "relationshipNone")}
      onChange={(id) => onChange(id === null ? null : (rows.get(id) ?? null))}
      onSearchChange={setSearch}
      placeholder={t("relationshipPlaceholder")}
      renderOption={({ option }) => {
        const row = rows.get(option.value);
        return row ? <RelationshipOption relationship={row} /> : option.label;
      }}
      required
      searchable
      value={value?.id ?? null}
    />
  );
}

function RelationshipOption({ relationship }: { relationship: RelationshipRow }) {
  const t = useTranslations("deposit.picker");
  const { storeName, customerCode, distributorName, ownerName, endedAt } = relationship;
  return (
    <span className={styles.stacked}>
      <span>
        {storeName} {endedAt ? <StatusBadge>{t("ended")}</StatusBadge> : null}
      </span>
      <span className={styles.small}>
        {distributorName} · {customerCode} · {ownerName}
      </span>
    </span>
  );
}
