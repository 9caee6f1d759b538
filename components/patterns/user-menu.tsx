"use client";

import { ActionIcon, Tooltip } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Icon } from "#components/ui/icon.tsx";
import styles from "./desk-shell.module.css";
import { signOut } from "./sign-out.ts";
import { useToast } from "./use-toast.ts";

export type ShellUser = { name: string; detail?: string };

/** Who is signed in, and the way out. */
export function UserMenu({ user }: { user: ShellUser }) {
  const t = useTranslations("shell");
  const toast = useToast();
  const [leaving, setLeaving] = useState(false);
  const leave = async () => {
    setLeaving(true);
    try {
      await signOut();
    } catch (error) {
      setLeaving(false);
      toast.error(error);
    }
  };
  return (
    <div className={styles.user}>
      <span aria-hidden="true" className={styles.avatar}>
        {[...user.name][0]}
      </span>
      <span className={styles.userText}>
        <span className={styles.userName}>{user.name}</span>
        {user.detail ? <span className={styles.userDetail}>{user.detail}</span> : null}
      </span>
      <Tooltip label={t("signOut")}>
        <ActionIcon
          aria-label={t("signOut")}
          color="gray"
          loading={leaving}
          onClick={() => void leave()}
          size={36}
          variant="subtle"
        >
          <Icon name="signOut" />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
