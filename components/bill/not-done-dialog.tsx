"use client";

import { Modal, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { List, ListItem } from "#components/ui/list.tsx";
import type { NotDone } from "./bill.types.ts";

type NotDoneDialogProps = { title: string; rows: readonly NotDone[]; onClose: () => void };

/** Of a selection the bills with which it could not be done, each with the reason. Closed while there are none. */
export function NotDoneDialog({ title, rows, onClose }: NotDoneDialogProps) {
  const t = useTranslations();
  return (
    <Modal
      closeButtonProps={{ "aria-label": t("common.action.close") }}
      onClose={onClose}
      opened={rows.length > 0}
      title={<Text fw={700}>{title}</Text>}
    >
      <List>
        {rows.map(({ billId, storeName, reason }) => (
          <ListItem
            detail={t(`reminder.notDone.reason.${reason}`)}
            href={`/distributor/bills/${billId}`}
            key={billId}
            title={storeName}
          />
        ))}
      </List>
    </Modal>
  );
}
