"use client";

import { Button, Group, Modal, Skeleton, Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { Facts } from "#components/ui/list.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./deposit.module.css";
import type { BankRequest } from "./deposit.types.ts";
import { RequestVerdict } from "./use-bank-request-columns.tsx";

type BankRequestDialogProps = {
  request: BankRequest | null;
  onClose: () => void;
  onReplay: (request: BankRequest) => void;
  /** A question stands over this dialog: Escape is meant for that. */
  isAsking: boolean;
};

/** A request as it came, and what can be done about it. */
export function BankRequestDialog({ request, onClose, onReplay, isAsking }: BankRequestDialogProps) {
  const t = useTranslations();
  return (
    <Modal
      closeButtonProps={{ "aria-label": t("common.action.close") }}
      closeOnEscape={!isAsking}
      onClose={onClose}
      opened={request !== null}
      size="xl"
      title={<Text fw={700}>{t("deposit.request.title")}</Text>}
    >
      {request ? <RequestDetail onReplay={onReplay} request={request} /> : null}
    </Modal>
  );
}

type DetailProps = { request: BankRequest; onReplay: (request: BankRequest) => void };

function RequestDetail({ request, onReplay }: DetailProps) {
  const t = useTranslations("deposit.request");
  const format = useFormat();
  const { data, error, refetch } = trpc.payment.bankRequest.useQuery({ bankRequestId: request.id });
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton h={220} radius="md" />;
  const headers = Object.entries(data.headers);
  return (
    <Stack>
      <Facts
        facts={[
          { label: t("column.receivedAt"), value: format.dateTime(data.receivedAt) },
          { label: t("column.verdict"), value: <RequestVerdict request={data} /> },
          { label: t("column.status"), value: String(data.status) },
          { label: t("column.source"), value: data.sourceAddress ?? "–" },
          { label: t("size"), value: t("sizeValue", { bytes: data.bodyBytes }) },
        ]}
      />
      <div className={styles.raw}>
        <Text fw={600} size="sm">
          {t("body")}
        </Text>
        <pre>{data.bodyText || "–"}</pre>
      </div>
      <details className={styles.raw}>
        <summary>{t("headers")}</summary>
        <pre>{headers.map(([name, value]) => `${name}: ${value}`).join("\n") || "–"}</pre>
      </details>
      {data.isGenuine ? (
        <Group justify="flex-end">
          <Button onClick={() => onReplay(request)}>{t("replay")}</Button>
        </Group>
      ) : (
        <p className={styles.note}>{t("notGenuine")}</p>
      )}
    </Stack>
  );
}
