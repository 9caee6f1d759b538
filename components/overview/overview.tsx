"use client";

import { useTranslations } from "next-intl";
import { RemindAllButton } from "#components/bill/remind-all-button.tsx";
import { LinkButton } from "#components/patterns/link-button.tsx";
import { PageHeader } from "#components/patterns/page-header.tsx";
import { CollectionCard } from "./collection-card.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { LatestPayments } from "./latest-payments.tsx";
import styles from "./overview.module.css";
import { OverviewTiles } from "./overview-tiles.tsx";
import { useIsNew } from "./use-is-new.ts";

/** The distributor's first page: what came in, what still stands out, what to do next. */
export function Overview() {
  const t = useTranslations("bill");
  const isNew = useIsNew();
  if (isNew) {
    return (
      <>
        <PageHeader title={t("overview.title")} />
        <FirstSteps />
      </>
    );
  }
  return (
    <>
      <PageHeader
        actions={
          <>
            <RemindAllButton />
            <LinkButton href="/distributor/bills/import" icon="upload">
              {t("import")}
            </LinkButton>
          </>
        }
        title={t("overview.title")}
      />
      <OverviewTiles />
      <div className={styles.columns}>
        <LatestPayments />
        <CollectionCard />
      </div>
    </>
  );
}
