import { useTranslations } from "next-intl";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { HeldNotice } from "./deposit.types.ts";

const tones = { CONFLICT: "danger", STALE: "warning", EARLY_CANCELLATION: "info" } as const;

/** What kind of notice could not be applied. */
export function HeldType({ kind }: { kind: HeldNotice["kind"] }) {
  const t = useTranslations("deposit.held.type");
  return <StatusBadge tone={tones[kind]}>{t(kind)}</StatusBadge>;
}

/** Why, in a sentence. */
export function HeldReason({ reason }: { reason: string }) {
  const t = useTranslations("deposit.held.reason");
  const key = reason as "other";
  return <>{t.has(key) ? t(key) : t("other")}</>;
}
