"use client";

import { Button, Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { BusinessNumber } from "#components/trade-relationship/business-number.tsx";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { DateText } from "#components/ui/date-text.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { Facts } from "#components/ui/list.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./admin.module.css";
import type { Store } from "./admin.types.ts";
import { FormDialog } from "./form-dialog.tsx";
import { OpenRelationshipForm } from "./open-relationship-form.tsx";
import { StoreMedium } from "./store-medium.tsx";
import { StoreRelationships } from "./store-relationships.tsx";

/** Admin: one store and all whom it trades with. */
export function StoreDetail({ storeId }: { storeId: string }) {
  const t = useTranslations("admin");
  const [opening, setOpening] = useState(false);
  const { data, error, refetch } = trpc.tradeRelationship.store.useQuery({ storeId });
  const back = { href: "/admin/stores", label: t("store.back") };
  if (!data) {
    return (
      <>
        <PageHeader back={back} title={error ? t("store.title") : <Skeleton h={32} w={240} />} />
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
        actions={<Button onClick={() => setOpening(true)}>{t("relationship.open")}</Button>}
        back={back}
        title={data.name}
      />
      <StoreFacts store={data} />
      <h2 className={styles.section}>{t("relationship.title")}</h2>
      <Card flush>
        {data.relationships.length === 0 ? (
          <EmptyState body={t("relationship.emptyBody")} icon="truck" title={t("relationship.emptyTitle")} />
        ) : (
          <StoreRelationships relationships={data.relationships} />
        )}
      </Card>
      <FormDialog
        onClose={() => setOpening(false)}
        opened={opening}
        title={t("relationship.openFor", { name: data.name })}
      >
        <OpenRelationshipForm onClose={() => setOpening(false)} storeId={storeId} />
      </FormDialog>
    </>
  );
}

function StoreFacts({ store }: { store: Store }) {
  const t = useTranslations("admin.store");
  const unknown = useTranslations("tradeRelationship")("unknown");
  const format = useFormat();
  return (
    <div className={styles.facts}>
      <Card title={t("facts")}>
        <Facts
          facts={[
            { label: t("column.owner"), value: store.ownerName },
            { label: t("column.ownerPhone"), value: format.phoneNumber(store.ownerPhone) },
            {
              label: t("column.businessNumber"),
              value: store.businessNumber ? <BusinessNumber digits={store.businessNumber} /> : unknown,
            },
            { label: t("medium.label"), value: <StoreMedium store={store} /> },
            { label: t("column.createdAt"), value: <DateText on={store.createdAt} /> },
          ]}
        />
      </Card>
    </div>
  );
}
