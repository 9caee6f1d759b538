"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import styles from "./bill.module.css";
import type { BillRow } from "./bill.types.ts";

/** Whether the bill's store is reminded at all, and the button that changes it. */
export function RemindersSwitch({ bill }: { bill: BillRow }) {
  const t = useTranslations("reminder.store");
  const turn = useTurnReminders();
  const { tradeRelationshipId, storeName, remindersOff } = bill;
  return (
    <span className={styles.event}>
      {t(remindersOff ? "off" : "on")}
      <Button
        loading={turn.pending}
        onClick={() => void turn.set({ tradeRelationshipId, storeName, off: !remindersOff })}
        size="compact-sm"
        variant="default"
      >
        {t(remindersOff ? "turnOn" : "turnOff")}
      </Button>
    </span>
  );
}

/** Leaves a store out of reminders or takes it in again, and says so. */
export function useTurnReminders() {
  const t = useTranslations("reminder.store");
  const toast = useToast();
  const utils = trpc.useUtils();
  const { mutateAsync, isPending } = trpc.bill.turnRemindersOff.useMutation();
  const set = async (store: { tradeRelationshipId: string; storeName: string; off: boolean }) => {
    const { tradeRelationshipId, storeName, off } = store;
    try {
      await mutateAsync({ tradeRelationshipId, off });
      toast.success(t(off ? "turnedOff" : "turnedOn", { store: storeName }));
    } catch (error) {
      toast.error(error);
    }
    await utils.bill.invalidate();
  };
  return { set, pending: isPending };
}
