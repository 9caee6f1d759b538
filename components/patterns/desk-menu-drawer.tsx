"use client";

import { ActionIcon, Drawer } from "@mantine/core";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Icon } from "#components/ui/icon.tsx";
import { DeskMenu, type DeskMenuProps } from "./desk-menu.tsx";
import styles from "./desk-shell.module.css";

/** The phone's way to the menu; closes when a page has been chosen. */
export function DeskMenuDrawer(menu: DeskMenuProps) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  const [openedOn, setOpenedOn] = useState<string | null>(null);
  return (
    <>
      <ActionIcon
        aria-label={t("openMenu")}
        color="gray"
        onClick={() => setOpenedOn(pathname)}
        size={44}
        variant="subtle"
      >
        <Icon name="menu" size={24} />
      </ActionIcon>
      <Drawer
        closeButtonProps={{ "aria-label": t("closeMenu") }}
        onClose={() => setOpenedOn(null)}
        opened={openedOn === pathname}
        size={300}
        styles={{
          content: { display: "flex", flexDirection: "column" },
          body: { flex: 1, minHeight: 0, padding: 0 },
        }}
        title={menu.tenant}
      >
        <div className={styles.drawer}>
          <DeskMenu {...menu} />
        </div>
      </Drawer>
    </>
  );
}
