"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { trpc } from "#components/trpc/client.ts";
import { Icon } from "#components/ui/icon.tsx";
import { useRemindDialog } from "./use-remind-dialog.tsx";

/** Reminds every store whose active bill is not covered; off when there is none. */
export function RemindAllButton() {
  const t = useTranslations("bill.remind");
  const { data: counts } = trpc.bill.counts.useQuery();
  const { ask, dialog } = useRemindDialog();
  const count = counts ? counts.partly + counts.untouched : 0;
  return (
    <>
      <Button
        disabled={count === 0}
        leftSection={<Icon name="bell" size={18} />}
        onClick={() => ask({ to: "all", count })}
        variant="default"
      >
        {t("actionAll")}
      </Button>
      {dialog}
    </>
  );
}
