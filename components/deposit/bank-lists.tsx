"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useUrlFilters } from "#components/patterns/use-url-filters.ts";
import { useBankName } from "#components/trade-relationship/use-bank-name.ts";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { List, ListItem } from "#components/ui/list.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import { BankListForm } from "./bank-list-form.tsx";
import { BankListReport } from "./bank-list-report.tsx";
import styles from "./deposit.module.css";

const defaults = { tab: "unmatched", list: "" };

/** The bank's own lists of transactions against what it has told us. */
export function BankLists() {
  const t = useTranslations("deposit.bankList");
  const filters = useUrlFilters(defaults);
  const [isOpen, setIsOpen] = useState(false);
  const open = (list: string) => {
    setIsOpen(false);
    filters.set({ list });
  };
  if (filters.values.list) {
    return <BankListReport bankListId={filters.values.list} onBack={() => open("")} />;
  }
  return (
    <>
      <p className={styles.hint}>{t("hint")}</p>
      <p className={styles.paragraph}>
        <Button onClick={() => setIsOpen(true)}>{t("upload")}</Button>
      </p>
      <BankListForm onClose={() => setIsOpen(false)} onUploaded={open} opened={isOpen} />
      <RecentLists onOpen={open} />
    </>
  );
}

function RecentLists({ onOpen }: { onOpen: (bankListId: string) => void }) {
  const t = useTranslations("deposit.bankList");
  const format = useFormat();
  const bankName = useBankName();
  const { data, error, refetch } = trpc.payment.bankLists.useQuery();
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  if (data.length === 0) return <EmptyState body={t("emptyBody")} icon="bank" title={t("emptyTitle")} />;
  return (
    <Card flush title={t("recent")}>
      <List>
        {data.map(({ id, bankCode, tradedOn, fileName, uploadedAt, uploadedByName }) => (
          <ListItem
            aside={
              <Button onClick={() => onOpen(id)} size="xs" variant="default">
                {t("open")}
              </Button>
            }
            detail={t("uploadedBy", { name: uploadedByName, at: format.dateTime(uploadedAt), fileName })}
            key={id}
            title={`${bankName(bankCode)} · ${format.day(tradedOn)}`}
          />
        ))}
      </List>
    </Card>
  );
}
