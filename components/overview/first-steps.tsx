"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinkButton } from "#components/patterns/link-button.tsx";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import styles from "./overview.module.css";
import { anyStoreInput } from "./overview-inputs.ts";

/** What a new distributor does first, instead of an overview of nothing. */
export function FirstSteps() {
  const t = useTranslations("bill.first");
  const { data: stores } = trpc.tradeRelationship.list.useQuery(anyStoreInput);
  const hasStores = stores === undefined || stores.items.length > 0;
  return (
    <Card>
      <h2 className={styles.welcome}>{t("title")}</h2>
      <p className={styles.note}>{t("body")}</p>
      <ol className={styles.steps}>
        <Step body={hasStores ? t("storesBody") : t("storesNone")} title={t("stores")}>
          <LinkButton href="/distributor/stores" icon="store" variant="default">
            {t("storesAction")}
          </LinkButton>
        </Step>
        <Step body={t("billBody")} title={t("bill")}>
          <LinkButton
            href="/distributor/bills/import"
            icon="upload"
            variant={hasStores ? "filled" : "default"}
          >
            {t("billAction")}
          </LinkButton>
          <LinkButton href="/distributor/bills?issue=new" icon="bill" variant="default">
            {t("billOne")}
          </LinkButton>
        </Step>
        <Step body={t("watchBody")} title={t("watch")} />
      </ol>
    </Card>
  );
}

function Step({ title, body, children }: { title: string; body: string; children?: ReactNode }) {
  return (
    <li className={styles.step}>
      <h3 className={styles.stepTitle}>{title}</h3>
      <p className={styles.stepBody}>{body}</p>
      {children ? <div className={styles.stepActions}>{children}</div> : null}
    </li>
  );
}
