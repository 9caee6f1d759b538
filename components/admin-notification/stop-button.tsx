"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { StopDialog, type StopTarget } from "./stop-dialog.tsx";

/** The kill switch. */
export function StopButton({ target, size = "sm" }: { target: StopTarget; size?: "xs" | "sm" }) {
  const t = useTranslations("adminNotification.stop");
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        aria-label={target === "choose" ? undefined : t("actionFor", { name: target.name })}
        color="red"
        onClick={() => setOpened(true)}
        size={size}
        variant={size === "xs" ? "subtle" : "outline"}
      >
        {t("action")}
      </Button>
      <StopDialog onClose={() => setOpened(false)} opened={opened} target={target} />
    </>
  );
}
