"use client";

import { notifications } from "@mantine/notifications";
import { useTranslations } from "next-intl";
import { useErrorText } from "#components/ui/error-text.ts";

const ERROR_SHOWN_MS = 8_000;

/** Short messages in the corner, read aloud: what succeeded, and what failed outside a form. */
export function useToast() {
  const t = useTranslations("common.action");
  const textOf = useErrorText();
  const closeButtonProps = { "aria-label": t("close") };
  return {
    success: (message: string) => notifications.show({ message, color: "pine", closeButtonProps }),
    /** Takes whatever was thrown. */
    error: (error: unknown) =>
      notifications.show({
        message: textOf(error),
        color: "red",
        autoClose: ERROR_SHOWN_MS,
        closeButtonProps,
      }),
  };
}
