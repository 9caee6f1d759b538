"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { signOut } from "./sign-out.ts";

/** For the store shell's `tools`. */
export function StoreSignOut() {
  const t = useTranslations("shell");
  const [state, setState] = useState<"idle" | "leaving" | "failed">("idle");
  const leave = async () => {
    setState("leaving");
    try {
      await signOut();
    } catch {
      setState("failed");
    }
  };
  return (
    <>
      <Button disabled={state === "leaving"} look="plain" onClick={() => void leave()} small>
        {t("signOut")}
      </Button>
      <span role="status">{state === "failed" ? t("signOutFailed") : null}</span>
    </>
  );
}
