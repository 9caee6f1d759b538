import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { DateTimeText } from "#components/ui/date-text.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import styles from "./deposit.module.css";
import type { BankRequest } from "./deposit.types.ts";

/** `onShow` must be stable. */
export function useBankRequestColumns(onShow: (request: BankRequest) => void): DataListColumn<BankRequest>[] {
  const t = useTranslations("deposit.request");
  return useMemo(
    () => [
      {
        id: "receivedAt",
        header: t("column.receivedAt"),
        width: "164px",
        cell: ({ receivedAt }) => <DateTimeText at={receivedAt} />,
      },
      {
        id: "verdict",
        header: t("column.verdict"),
        card: "title",
        cell: (request) => <RequestVerdict request={request} />,
      },
      {
        id: "source",
        header: t("column.source"),
        cell: ({ provider, sourceAddress }) => (
          <span className={styles.stacked}>
            <span>{t(`provider.${provider}`)}</span>
            <span className={styles.small}>{sourceAddress ?? "–"}</span>
          </span>
        ),
      },
      {
        id: "status",
        header: t("column.status"),
        width: "110px",
        cell: ({ status }) => (
          <StatusBadge tone={status === 200 ? "positive" : "danger"}>{String(status)}</StatusBadge>
        ),
      },
      {
        id: "duration",
        header: t("column.duration"),
        align: "end",
        width: "110px",
        cell: ({ durationMs }) => t("durationValue", { ms: Math.max(1, Math.round(durationMs)) }),
      },
      {
        id: "action",
        header: t("column.action"),
        align: "end",
        width: "120px",
        cell: (request) => (
          <Button onClick={() => onShow(request)} size="xs" variant="default">
            {t("show")}
          </Button>
        ),
      },
    ],
    [t, onShow],
  );
}

/** What became of a request, in a sentence. */
export function RequestVerdict({ request }: { request: Pick<BankRequest, "verdict" | "replayedByName"> }) {
  const t = useTranslations("deposit.request");
  const key = `verdict.${request.verdict}` as "verdict.other";
  return (
    <span className={styles.stacked}>
      <span>{t.has(key) ? t(key) : t("verdict.other")}</span>
      {request.replayedByName ? (
        <span className={styles.small}>{t("replayedBy", { name: request.replayedByName })}</span>
      ) : null}
    </span>
  );
}
