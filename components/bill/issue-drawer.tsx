"use client";

import { Drawer, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { idOf } from "./bill-filters.ts";
import { IssueForm } from "./issue-form.tsx";

type IssueDrawerProps = {
  /** From the address: a trade relationship's id, anything else for none; "" keeps the drawer closed. */
  requested: string;
  onClose: () => void;
};

/** One bill by hand, beside the list. */
export function IssueDrawer({ requested, onClose }: IssueDrawerProps) {
  const t = useTranslations();
  return (
    <Drawer
      closeButtonProps={{ "aria-label": t("common.action.close") }}
      onClose={onClose}
      opened={requested !== ""}
      position="right"
      size="md"
      title={
        <Text fw={700} size="lg">
          {t("bill.issue.title")}
        </Text>
      }
    >
      <IssueForm initialRelationshipId={idOf(requested)} key={requested} onDone={onClose} />
    </Drawer>
  );
}
