import { useTranslations } from "next-intl";
import type { Tone } from "#components/theme/tokens.ts";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { BillRow } from "./bill.types.ts";
import { type Standing, standingOf } from "./bill-standing.ts";

const statusTones: Record<BillRow["status"], Tone> = {
  ACTIVE: "info",
  EXPIRED: "neutral",
  CANCELED: "danger",
};

export const standingTones: Record<Standing, Tone> = {
  covered: "positive",
  partly: "warning",
  untouched: "neutral",
};

/** Active, expired or cancelled. */
export function BillStatusBadge({ status }: Pick<BillRow, "status">) {
  const t = useTranslations("bill.status");
  return <StatusBadge tone={statusTones[status]}>{t(status)}</StatusBadge>;
}

/** Of an active bill how far it has come in; of any other that it is over. */
export function BillStateBadge({ bill }: { bill: BillRow }) {
  const t = useTranslations("bill.collection");
  if (bill.status !== "ACTIVE") return <BillStatusBadge status={bill.status} />;
  const standing = standingOf(bill);
  return <StatusBadge tone={standingTones[standing]}>{t(standing)}</StatusBadge>;
}
