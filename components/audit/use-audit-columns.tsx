import type { inferRouterOutputs } from "@trpc/server";
import { useTranslations } from "next-intl";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import type { UrlFilters } from "#components/patterns/use-url-filters.ts";
import { DateTimeText } from "#components/ui/date-text.tsx";
import type { AppRouter } from "#server/router.ts";
import styles from "./audit.module.css";
import { useAuditText } from "./use-audit-text.ts";

type AuditEntry = inferRouterOutputs<AppRouter>["audit"]["list"]["items"][number];

type AuditFilters = Pick<UrlFilters<"subject" | "distributor">, "set">;

/** Clicking a distributor or a subject narrows the list to it. */
export function useAuditColumns(filters: AuditFilters): DataListColumn<AuditEntry>[] {
  const t = useTranslations("audit");
  const text = useAuditText();
  return [
    {
      id: "at",
      header: t("column.at"),
      width: "150px",
      card: "figure",
      cell: ({ at }) => <DateTimeText at={at} />,
    },
    {
      id: "action",
      header: t("column.action"),
      card: "title",
      cell: ({ action }) => (
        <span className={styles.action}>
          <span>{text.action(action)}</span>
          <span className={styles.code}>{action}</span>
        </span>
      ),
    },
    { id: "actor", header: t("column.actor"), cell: ({ actorName }) => actorName ?? t("system") },
    {
      id: "distributor",
      header: t("column.distributor"),
      cell: ({ distributorId, distributorName }) =>
        distributorId ? (
          <button
            className={styles.link}
            onClick={() => filters.set({ distributor: distributorId })}
            type="button"
          >
            {distributorName}
          </button>
        ) : (
          "–"
        ),
    },
    {
      id: "details",
      header: t("column.details"),
      width: "38%",
      cell: (entry) => <Details entry={entry} onSubject={(subject) => filters.set({ subject })} />,
    },
  ];
}

function Details({ entry, onSubject }: { entry: AuditEntry; onSubject: (subjectId: string) => void }) {
  const t = useTranslations("audit.filter");
  const text = useAuditText();
  const { subjectId, details } = entry;
  return (
    <dl className={styles.details}>
      {Object.entries(details).map(([name, raw]) => {
        const { label, value } = text.detail(name, raw);
        return (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        );
      })}
      {subjectId ? (
        <div>
          <dt>{t("subject")}</dt>
          <dd>
            <button className={styles.link} onClick={() => onSubject(subjectId)} type="button">
              {subjectId}
            </button>
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
