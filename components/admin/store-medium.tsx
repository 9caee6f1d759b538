"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "#components/patterns/confirm-dialog.tsx";
import { useToast } from "#components/patterns/use-toast.ts";
import { trpc } from "#components/trpc/client.ts";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./admin.module.css";
import type { Store } from "./admin.types.ts";

/** How a store's messages reach it, and the way to change that. */
export function StoreMedium({ store }: { store: Store }) {
  const t = useTranslations("admin.store.medium");
  const [opened, setOpened] = useState(false);
  return (
    <span className={styles.medium}>
      {t(store.medium)}
      <Button onClick={() => setOpened(true)} size="compact-xs" variant="default">
        {t("change")}
      </Button>
      {opened ? <ChangeDialog onClose={() => setOpened(false)} store={store} /> : null}
    </span>
  );
}

function ChangeDialog({ store, onClose }: { store: Store; onClose: () => void }) {
  const t = useTranslations("admin.store.medium");
  const format = useFormat();
  const toast = useToast();
  const utils = trpc.useUtils();
  const change = trpc.tradeRelationship.setStoreMedium.useMutation();
  // As it was when the dialog opened: the page behind it changes before it has closed.
  const [{ id: storeId, ownerPhone, medium: before }] = useState(store);
  const medium = before === "CHAT" ? "SMS" : "CHAT";
  const confirm = async () => {
    await change.mutateAsync({ storeId, medium });
    await utils.tradeRelationship.store.invalidate({ storeId });
    toast.success(t(`done.${medium}`));
  };
  return (
    <ConfirmDialog
      confirmLabel={t(`to.${medium}`)}
      onClose={onClose}
      onConfirm={confirm}
      opened
      title={t(`title.${medium}`)}
    >
      {t(`body.${medium}`, { phone: format.phoneNumber(ownerPhone) })}
    </ConfirmDialog>
  );
}
