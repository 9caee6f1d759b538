"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LinkButton } from "#components/patterns/link-button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import type { BillRow } from "./bill.types.ts";
import { isRemindable } from "./bill-standing.ts";
import { CancelBillDialog } from "./cancel-bill-dialog.tsx";
import { CloseLinkDialog } from "./close-link-dialog.tsx";
import { CorrectDrawer } from "./correct-drawer.tsx";
import { useRemindDialog } from "./use-remind-dialog.tsx";

type Asking = "cancel" | "correct" | "close-link" | null;

/** What can be done with a bill in its state. */
export function BillActions({ bill }: { bill: BillRow }) {
  const t = useTranslations("bill");
  const { ask, dialog } = useRemindDialog();
  const [asking, setAsking] = useState<Asking>(null);
  const stop = () => setAsking(null);
  const active = bill.status === "ACTIVE";
  return (
    <>
      <Button color="gray" onClick={() => setAsking("close-link")} variant="subtle">
        {t("link.action")}
      </Button>
      <Button
        color="gray"
        component="a"
        href={`/api/bills/${bill.id}/pdf`}
        rel="noopener"
        target="_blank"
        variant="subtle"
      >
        {t("detail.print")}
      </Button>
      {active ? (
        <>
          <Button color="red" onClick={() => setAsking("cancel")} variant="outline">
            {t("cancel.action")}
          </Button>
          <Button onClick={() => setAsking("correct")} variant="default">
            {t("correct.action")}
          </Button>
        </>
      ) : null}
      <LinkButton
        href={`/distributor/bills?issue=${bill.tradeRelationshipId}`}
        icon="bill"
        variant={isRemindable(bill) ? "default" : "filled"}
      >
        {t("detail.issueNext")}
      </LinkButton>
      {isRemindable(bill) ? (
        <Button
          leftSection={<Icon name="bell" size={18} />}
          onClick={() => ask({ to: "one", billId: bill.id, storeName: bill.storeName })}
        >
          {t("remind.action")}
        </Button>
      ) : null}
      {dialog}
      <CancelBillDialog bill={bill} onClose={stop} opened={asking === "cancel"} />
      <CorrectDrawer bill={bill} onClose={stop} opened={asking === "correct"} />
      <CloseLinkDialog billId={bill.id} onClose={stop} opened={asking === "close-link"} />
    </>
  );
}
