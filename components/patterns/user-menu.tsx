"use client";

import { Menu } from "@mantine/core";
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
    <Menu position="top-start" width={200}>
      <Menu.Target>
        <button aria-label={t("userMenu", { name: user.name })} className={styles.user} type="button">
          <span aria-hidden="true" className={styles.avatar}>
            {[...user.name][0]}
          </span>
          <span className={styles.userText}>
            <span className={styles.userName}>{user.name}</span>
            {user.detail ? <span className={styles.userDetail}>{user.detail}</span> : null}
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          disabled={leaving}
          leftSection={<Icon name="signOut" size={18} />}
          onClick={() => void leave()}
        >
          {t("signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
