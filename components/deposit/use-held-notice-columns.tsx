import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { DateTimeText } from "#components/ui/date-text.tsx";
import { Money } from "#components/ui/money.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import styles from "./deposit.module.css";
import type { HeldNotice } from "./deposit.types.ts";
import { HeldReason, HeldType } from "./held-reason.tsx";
import { readNotice } from "./notice-fields.ts";

/** `onShow` must be stable. */
export function useHeldNoticeColumns(onShow: (notice: HeldNotice) => void): DataListColumn<HeldNotice>[] {
  const t = useTranslations("deposit.held");
  return useMemo(
    () => [
      {
        id: "receivedAt",
        header: t("column.receivedAt"),
        width: "164px",
        cell: ({ receivedAt }) => <DateTimeText at={receivedAt} />,
      },
      {
        id: "kind",
        header: t("column.kind"),
        card: "title",
        cell: ({ kind }) => <HeldType kind={kind} />,
      },
      {
        id: "why",
        header: t("column.why"),
        cell: ({ reason }) => <HeldReason reason={reason} />,
      },
      {
        id: "amount",
        header: t("column.amount"),
        align: "end",
        width: "150px",
        card: "figure",
        cell: ({ body }) => <NoticeAmount body={body} />,
      },
      {
        id: "state",
        header: t("column.state"),
        width: "130px",
        cell: (notice) => <ResolutionBadge notice={notice} />,
      },
      {
        id: "action",
        header: t("column.action"),
        align: "end",
        width: "120px",
        cell: (notice) => (
          <Button onClick={() => onShow(notice)} size="xs" variant="default">
            {t("compare")}
          </Button>
        ),
      },
    ],
    [t, onShow],
  );
}

function NoticeAmount({ body }: { body: string }) {
  const notice = readNotice(body);
  return notice ? (
    <Money amountWon={notice.amountWon} size="strong" />
  ) : (
    <span className={styles.faint}>–</span>
  );
}

function ResolutionBadge({ notice }: { notice: HeldNotice }) {
  const t = useTranslations("deposit.held.resolution");
  if (notice.resolution === null) return <StatusBadge tone="warning">{t("OPEN")}</StatusBadge>;
  return (
    <StatusBadge tone={notice.resolution === "APPLIED" ? "positive" : "neutral"}>
      {t(notice.resolution)}
    </StatusBadge>
  );
}
