"use client";

import { Modal, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type FormDialogProps = { title: string; opened: boolean; onClose: () => void; children: ReactNode };

/** A form over the page. It is mounted with each opening, so that nothing survives from the last one. */
export function FormDialog({ title, opened, onClose, children }: FormDialogProps) {
  const t = useTranslations("common.action");
  return (
    <Modal
      closeButtonProps={{ "aria-label": t("close") }}
      onClose={onClose}
      opened={opened}
      title={<Text fw={700}>{title}</Text>}
    >
      {opened ? children : null}
    </Modal>
  );
}
