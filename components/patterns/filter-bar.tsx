"use client";

import { Button, SegmentedControl, Select } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Icon } from "#components/ui/icon.tsx";
import styles from "./filter-bar.module.css";
import { FilterSearch } from "./filter-search.tsx";
import type { UrlFilters } from "./use-url-filters.ts";

type Option = { value: string; label: string };

export type FilterField<Name extends string> =
  | { kind: "search"; name: Name; label: string; placeholder?: string }
  /** Few options, all visible. */
  | { kind: "choice"; name: Name; label: string; options: readonly Option[] }
  | { kind: "select"; name: Name; label: string; options: readonly Option[] }
  /** Two filters that each hold `YYYY-MM-DD`. */
  | { kind: "period"; from: Name; to: Name; label: string };

type FilterBarProps<Name extends string> = {
  filters: UrlFilters<Name>;
  fields: readonly FilterField<Name>[];
};

/** The conditions over a list; what they hold stands in the address (`useUrlFilters`). */
export function FilterBar<Name extends string>({ filters, fields }: FilterBarProps<Name>) {
  const t = useTranslations("common");
  return (
    <search aria-label={t("filter.label")} className={styles.bar}>
      {fields.map((field) => (
        <FilterControl field={field} filters={filters} key={field.label} />
      ))}
      {filters.isFiltered ? (
        <Button
          color="gray"
          leftSection={<Icon name="close" size={16} />}
          onClick={filters.reset}
          variant="subtle"
        >
          {t("action.reset")}
        </Button>
      ) : null}
    </search>
  );
}

type FilterControlProps<Name extends string> = { filters: UrlFilters<Name>; field: FilterField<Name> };

function FilterControl<Name extends string>({ filters, field }: FilterControlProps<Name>) {
  const t = useTranslations("common");
  const labelId = useId();
  const change = (name: Name, value: string) =>
    filters.set({ [name]: value } as Partial<Record<Name, string>>);
  if (field.kind === "search") {
    return (
      <FilterSearch
        className={styles.search}
        label={field.label}
        onChange={(value) => change(field.name, value)}
        placeholder={field.placeholder}
        value={filters.values[field.name]}
      />
    );
  }
  if (field.kind === "choice") {
    return (
      <div className={styles.choice}>
        <div className={styles.label} id={labelId}>
          {field.label}
        </div>
        <SegmentedControl
          aria-labelledby={labelId}
          data={[...field.options]}
          fullWidth
          onChange={(value) => change(field.name, value)}
          value={filters.values[field.name]}
        />
      </div>
    );
  }
  if (field.kind === "select") {
    return (
      <Select
        allowDeselect={false}
        className={styles.select}
        data={[...field.options]}
        label={field.label}
        onChange={(value) => change(field.name, value ?? "")}
        value={filters.values[field.name]}
      />
    );
  }
  return (
    <DatePickerInput
      allowSingleDateInRange
      ariaLabels={{ previousMonth: t("previousMonth"), nextMonth: t("nextMonth") }}
      className={styles.period}
      clearable
      clearButtonProps={{ "aria-label": t("action.clear") }}
      label={field.label}
      leftSection={<Icon name="calendar" size={18} />}
      monthLabelFormat={t("calendarMonth")}
      onChange={([from, to]) =>
        filters.set({ [field.from]: from ?? "", [field.to]: to ?? "" } as Partial<Record<Name, string>>)
      }
      placeholder={t("filter.all")}
      type="range"
      value={[filters.values[field.from] || null, filters.values[field.to] || null]}
      valueFormat="YYYY-MM-DD"
    />
  );
}
