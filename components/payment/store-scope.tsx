"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { trpc } from "#components/trpc/client.ts";
import styles from "./payment.module.css";

type StoreScopeProps = { tradeRelationshipId: string; onLeave: () => void };

/** Says that the list is about one customer alone, and leads back to all. */
export function StoreScope({ tradeRelationshipId, onLeave }: StoreScopeProps) {
  const t = useTranslations("payment");
  const { data } = trpc.tradeRelationship.get.useQuery({ tradeRelationshipId });
  return (
    <div className={styles.scope}>
      <span>{data ? t("onlyStore", { store: data.storeName }) : t("onlyOneStore")}</span>
      <Button onClick={onLeave} size="xs" variant="default">
        {t("allStores")}
      </Button>
    </div>
  );
}
