"use client";

import { Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { trpc } from "#components/trpc/client.ts";
import { useFormat } from "#components/ui/use-format.ts";

const MINUTE_MS = 60_000;

/** When the store will hear of a bill that is issued now: at once, or in the morning. */
export function LeavingNotice() {
  const t = useTranslations("bill.issue");
  const format = useFormat();
  const { data } = trpc.bill.messagePolicy.useQuery(undefined, { refetchInterval: MINUTE_MS });
  const leavesAt = data?.leavesAt;
  return (
    <Text c="dimmed" size="sm">
      {leavesAt ? t("messageLater", { at: format.dateTime(leavesAt) }) : t("message")}
    </Text>
  );
}
