"use client";

import { useTranslations } from "next-intl";
import { z } from "zod";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import { FilterBar } from "#components/patterns/filter-bar.tsx";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { trpc } from "#components/trpc/client.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import styles from "./audit.module.css";
import { useAuditColumns } from "./use-audit-columns.tsx";

const defaults = { action: "all", actor: "", by: "all", from: "", to: "", subject: "", distributor: "" };

/** What the part of an action before its dot can be. */
const groups = [
  "bill",
  "billImport",
  "deposit",
  "distributor",
  "notification",
  "payment",
  "settlement",
  "staff",
  "store",
  "tradeRelationship",
  "virtualAccount",
] as const;

const dayOrNull = (text: string) => z.iso.date().safeParse(text).data ?? null;
const uuidOrNull = (text: string) => z.uuid().safeParse(text).data ?? null;

/** Admin: the audit trail, newest first. */
export function AuditList() {
  const t = useTranslations("audit");
  const filters = useUrlFilters(defaults);
  const { action, actor, by, from, to, subject, distributor } = filters.values;
  const group = groups.find((known) => known === action);
  const subjectId = uuidOrNull(subject);
  const entries = trpc.audit.list.useInfiniteQuery(
    {
      action: group ? `${group}.` : "",
      actor: actor.slice(0, 60),
      bySystem: by === "system",
      fromOn: dayOrNull(from),
      toOn: dayOrNull(to),
      subjectId,
      distributorId: uuidOrNull(distributor),
      limit: 50,
    },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (previous) => previous },
  );
  return (
    <>
      <FilterBar
        fields={[
          {
            kind: "select",
            name: "action",
            label: t("filter.action"),
            options: [
              { value: "all", label: t("filter.all") },
              ...groups.map((value) => ({ value, label: t(`group.${value}`) })),
            ],
          },
          {
            kind: "search",
            name: "actor",
            label: t("filter.actor"),
            placeholder: t("filter.actorPlaceholder"),
          },
          {
            kind: "select",
            name: "by",
            label: t("filter.by"),
            options: [
              { value: "all", label: t("filter.all") },
              { value: "system", label: t("filter.system") },
            ],
          },
          { kind: "period", from: "from", to: "to", label: t("filter.period") },
          {
            kind: "search",
            name: "subject",
            label: t("filter.subject"),
            placeholder: t("filter.subjectPlaceholder"),
          },
        ]}
        filters={filters}
      />
      {subject !== "" && subjectId === null ? (
        <p className={styles.invalid} role="alert">
          {t("filter.subjectInvalid")}
        </p>
      ) : null}
      <DataList
        columns={useAuditColumns(filters)}
        empty={<EmptyState body={t("emptyBody")} icon="audit" title={t("emptyTitle")} />}
        filtered={filters.isFiltered}
        label={t("title")}
        onResetFilters={filters.reset}
        query={entries}
        rowKey={({ auditEntryId }) => auditEntryId}
      />
    </>
  );
}
