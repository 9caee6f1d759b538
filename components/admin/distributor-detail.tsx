"use client";

import { Button, Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DataList } from "#components/patterns/data-list/data-list.tsx";
import { LinkButton } from "#components/patterns/link-button.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { BusinessNumber } from "#components/trade-relationship/business-number.tsx";
import { useBankName } from "#components/trade-relationship/use-bank-name.ts";
import { useRelationshipColumns } from "#components/trade-relationship/use-relationship-columns.tsx";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { DateText } from "#components/ui/date-text.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { Facts } from "#components/ui/list.tsx";
import styles from "./admin.module.css";
import type { Distributor } from "./admin.types.ts";
import { FormDialog } from "./form-dialog.tsx";
import { StaffForm } from "./staff-form.tsx";

/** Admin: one distributor, its staff and its customers. */
export function DistributorDetail({ distributorId }: { distributorId: string }) {
  const t = useTranslations("admin");
  const [addingStaff, setAddingStaff] = useState(false);
  const { data, error, refetch } = trpc.tradeRelationship.distributor.useQuery({ distributorId });
  const back = { href: "/admin/distributors", label: t("distributor.back") };
  if (!data) {
    return (
      <>
        <PageHeader back={back} title={error ? t("distributor.title") : <Skeleton h={32} w={240} />} />
        {error ? (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton h={220} radius="lg" />
        )}
      </>
    );
  }
  return (
    <>
      <PageHeader
        actions={
          <>
            <LinkButton href={`/admin/audit?distributor=${distributorId}`} variant="default">
              {t("distributor.audit")}
            </LinkButton>
            <Button onClick={() => setAddingStaff(true)}>{t("staff.create")}</Button>
          </>
        }
        back={back}
        title={data.name}
      />
      <DistributorFacts distributor={data} />
      <h2 className={styles.section}>{t("distributor.relationships")}</h2>
      <DistributorCustomers distributorId={distributorId} />
      <FormDialog
        onClose={() => setAddingStaff(false)}
        opened={addingStaff}
        title={t("staff.createFor", { name: data.name })}
      >
        <StaffForm distributorId={distributorId} onClose={() => setAddingStaff(false)} />
      </FormDialog>
    </>
  );
}

function DistributorFacts({ distributor }: { distributor: Distributor }) {
  const t = useTranslations("admin.distributor");
  const staff = useTranslations("admin.staff");
  const bankName = useBankName();
  return (
    <div className={styles.facts}>
      <Card title={t("facts")}>
        <Facts
          facts={[
            {
              label: t("column.businessNumber"),
              value: <BusinessNumber digits={distributor.businessNumber} />,
            },
            { label: t("column.bank"), value: bankName(distributor.bankCode) },
            {
              label: t("column.staff"),
              value:
                distributor.staffCount === 0
                  ? staff("noStaff")
                  : t("staffCount", { count: distributor.staffCount }),
            },
            {
              label: t("column.relationships"),
              value: t("relationshipCount", { count: distributor.relationshipCount }),
            },
            { label: t("column.createdAt"), value: <DateText on={distributor.createdAt} /> },
            {
              label: t("chatSender"),
              value: <code className={styles.numbers}>{distributor.chatSender}</code>,
            },
            {
              label: t("noticeChannel"),
              value: <code className={styles.numbers}>{distributor.noticeChannel}</code>,
            },
          ]}
        />
      </Card>
    </div>
  );
}

function DistributorCustomers({ distributorId }: { distributorId: string }) {
  const t = useTranslations("admin.distributor");
  const relationships = trpc.tradeRelationship.adminList.useInfiniteQuery(
    { distributorId, state: "ALL", limit: 50 },
    { getNextPageParam: (page) => page.nextCursor },
  );
  return (
    <DataList
      columns={useRelationshipColumns()}
      empty={
        <EmptyState
          action={
            <LinkButton href="/admin/stores" variant="default">
              {t("toStores")}
            </LinkButton>
          }
          body={t("relationshipsEmptyBody")}
          icon="store"
          title={t("relationshipsEmptyTitle")}
        />
      }
      label={t("relationships")}
      query={relationships}
      rowHref={({ storeId }) => `/admin/stores/${storeId}`}
      rowKey={({ id }) => id}
      rowMuted={({ endedAt }) => endedAt !== null}
    />
  );
}
