"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import styles from "./data-list.module.css";
import type { KeysetQuery } from "./data-list.types.ts";

/** How many rows are shown, and the way to more. */
export function DataListFooter<Row>({ query, rowCount }: { query: KeysetQuery<Row>; rowCount: number }) {
  const t = useTranslations("common.list");
  return (
    <div className={styles.footer}>
      <span aria-live="polite">{t(query.hasNextPage ? "shown" : "shownAll", { count: rowCount })}</span>
      {query.hasNextPage ? (
        <Button
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
          variant="default"
        >
          {t("more")}
        </Button>
      ) : null}
    </div>
  );
}
