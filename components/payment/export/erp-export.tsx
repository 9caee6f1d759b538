"use client";

import { Button, Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import type { DataListColumn } from "#components/patterns/data-list/data-list.types.ts";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { DateTimeText } from "#components/ui/date-text.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import styles from "./export.module.css";
import type { ErpExport } from "./export.types.ts";
import { ExportFormatCard } from "./export-format-card.tsx";

const fileTypes = ["csv", "xlsx"] as const;

/** What the ERP does not know yet, the files made so far, and their format. */
export function ErpExports() {
  const t = useTranslations("erpExport");
  const exports = trpc.payment.exports.useInfiniteQuery(
    { limit: 50 },
    { getNextPageParam: (page) => (page.nextCursor ? Number(page.nextCursor) : null) },
  );
  return (
    <>
      <div className={styles.top}>
        <NewExport />
        <ExportFormatCard />
      </div>
      <h2 className={styles.section}>{t("list")}</h2>
      <DataList
        columns={useExportColumns()}
        empty={<EmptyState body={t("emptyBody")} icon="inbox" title={t("emptyTitle")} />}
        label={t("list")}
        query={exports}
        rowKey={({ erpExportId }) => erpExportId}
      />
    </>
  );
}

function NewExport() {
  const t = useTranslations("erpExport");
  const toast = useToast();
  const utils = trpc.useUtils();
  const [failure, setFailure] = useState<unknown>(null);
  const pending = trpc.payment.exportPending.useQuery();
  const create = trpc.payment.createExport.useMutation();
  const make = async () => {
    setFailure(null);
    try {
      const { number, entryCount, remainingCount } = await create.mutateAsync();
      toast.success(t("created", { number, count: entryCount }));
      if (remainingCount > 0) toast.success(t("remaining", { count: remainingCount }));
    } catch (error) {
      setFailure(error);
    } finally {
      await Promise.all([utils.payment.exportPending.invalidate(), utils.payment.exports.invalidate()]);
    }
  };
  const { data } = pending;
  const count = data ? data.paymentCount + data.reversalCount : 0;
  return (
    <Card title={t("pending")}>
      {data ? (
        <>
          <div className={styles.hero}>{t("pendingValue", { count })}</div>
          <p className={styles.hint}>
            {t("pendingHint", { payments: data.paymentCount, reversals: data.reversalCount })}
          </p>
        </>
      ) : (
        <Skeleton h={80} mb="md" />
      )}
      <ErrorNotice error={failure ?? pending.error} />
      <Button disabled={count === 0} loading={create.isPending} onClick={() => void make()}>
        {t("create")}
      </Button>
    </Card>
  );
}

function useExportColumns(): DataListColumn<ErpExport>[] {
  const t = useTranslations("erpExport");
  return [
    { id: "number", header: t("column.number"), card: "title", width: "90px", cell: ({ number }) => number },
    {
      id: "createdAt",
      header: t("column.createdAt"),
      cell: ({ createdAt }) => <DateTimeText at={createdAt} />,
    },
    { id: "by", header: t("column.by"), cell: ({ createdByName }) => createdByName },
    {
      id: "count",
      header: t("column.count"),
      align: "end",
      cell: ({ entryCount }) => t("pendingValue", { count: entryCount }),
    },
    {
      id: "file",
      header: t("column.file"),
      align: "end",
      card: "figure",
      cell: ({ erpExportId, number }) => (
        <span className={styles.files}>
          {fileTypes.map((type) => (
            <Button
              aria-label={t("download", { number: String(number), type: type.toUpperCase() })}
              component="a"
              download
              href={`/api/exports/${erpExportId}?type=${type}`}
              key={type}
              size="xs"
              variant="default"
            >
              {type.toUpperCase()}
            </Button>
          ))}
        </span>
      ),
    },
  ];
}
