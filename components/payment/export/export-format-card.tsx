"use client";

import { Button, Modal, Skeleton, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { Facts } from "#components/ui/list.tsx";
import styles from "./export.module.css";
import { ExportFormatForm } from "./export-format-form.tsx";

/** The columns of the next file, and the way to change them. */
export function ExportFormatCard() {
  const t = useTranslations("erpExport.format");
  const action = useTranslations("common.action");
  const [opened, setOpened] = useState(false);
  const { data, error, refetch } = trpc.payment.exportFormat.useQuery();
  const close = () => setOpened(false);
  return (
    <Card title={t("title")}>
      {data ? (
        <Facts
          facts={[
            { label: t("columns"), value: data.columns.map(({ header }) => header).join(" · ") },
            { label: t("account"), value: data.bankAccountCode || t("accountUnset") },
          ]}
        />
      ) : (
        <Skeleton h={80} />
      )}
      <ErrorNotice error={error} onRetry={() => void refetch()} />
      <p className={styles.hint}>{t("hint")}</p>
      <Button disabled={!data} onClick={() => setOpened(true)} variant="default">
        {t("edit")}
      </Button>
      <Modal
        closeButtonProps={{ "aria-label": action("close") }}
        onClose={close}
        opened={opened}
        size="lg"
        title={<Text fw={700}>{t("title")}</Text>}
      >
        {data ? <ExportFormatForm format={data} onDone={close} /> : null}
      </Modal>
    </Card>
  );
}
