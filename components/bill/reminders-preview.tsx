"use client";

import { Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { trpc } from "#components/trpc/client.ts";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./bill.module.css";
import type { RemindersPreview as Preview } from "./bill.types.ts";

/** Beyond these the list would fill the dialog. */
const MARKED_SHOWN = 5;

/** Whom a reminder would reach now and whom not, when it would leave, and its text. null: all that are not covered. */
export function RemindersPreview({ billIds }: { billIds: readonly string[] | null }) {
  const t = useTranslations("reminder.preview");
  const { client } = trpc.useUtils();
  const { data, error, refetch } = useQuery({
    queryKey: ["reminders-preview", billIds],
    queryFn: () => client.bill.previewReminders.mutate({ billIds: billIds && [...billIds] }),
    gcTime: 0, // it says what is so now
    staleTime: 0,
  });
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton aria-label={t("loading")} h={220} />;
  return (
    <Stack gap="sm">
      <Counts preview={data} />
      <PaidWithoutBill preview={data} />
      <Sample preview={data} />
    </Stack>
  );
}

function Counts({ preview }: { preview: Preview }) {
  const t = useTranslations("reminder.preview");
  const format = useFormat();
  const { due, recent, off, covered, notActive, quietHours, leavesAt } = preview;
  return (
    <div className={styles.note}>
      <Text fw={600}>{due > 0 ? t("due", { count: due }) : t("dueNone")}</Text>
      {due > 0 && leavesAt ? <div>{t("leavesAt", { at: format.dateTime(leavesAt) })}</div> : null}
      {recent > 0 ? <div>{t("recent", { count: recent, hours: quietHours })}</div> : null}
      {off > 0 ? <div>{t("off", { count: off })}</div> : null}
      {covered > 0 ? <div>{t("covered", { count: covered })}</div> : null}
      {notActive > 0 ? <div>{t("notActive", { count: notActive })}</div> : null}
    </div>
  );
}

/** Their store may think that it has paid: worth a look first. */
function PaidWithoutBill({ preview: { paidWithoutBill } }: { preview: Preview }) {
  const t = useTranslations("reminder.preview");
  const format = useFormat();
  if (paidWithoutBill.length === 0) return null;
  const more = paidWithoutBill.length - MARKED_SHOWN;
  return (
    <div className={styles.warning}>
      <Text fw={600}>{t("paid")}</Text>
      <ul className={styles.plain}>
        {paidWithoutBill.slice(0, MARKED_SHOWN).map(({ billId, storeName, paidWon }) => (
          <li key={billId}>{t("paidOne", { store: storeName, amount: format.won(paidWon) })}</li>
        ))}
        {more > 0 ? <li>{t("paidMore", { count: more })}</li> : null}
      </ul>
    </div>
  );
}

function Sample({ preview: { sample } }: { preview: Preview }) {
  const t = useTranslations("reminder.preview");
  if (!sample) return null;
  return (
    <figure className={styles.sample}>
      <figcaption className={styles.small}>{t("sample", { store: sample.storeName })}</figcaption>
      <div className={styles.bubble}>{sample.text}</div>
      <div className={styles.small}>{t("sampleHint")}</div>
    </figure>
  );
}
