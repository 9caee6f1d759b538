"use client";

import { useTranslations } from "next-intl";
import { StatGrid, StatTile } from "#components/patterns/stat-tile.tsx";
import { trpc } from "#components/trpc/client.ts";
import { useFormat } from "#components/ui/use-format.ts";

const REFRESH_MS = 60_000;

/** On the operator's first page: whether the books agree with the bank. */
export function IntegrityTile() {
  const t = useTranslations("integrity");
  const format = useFormat();
  const { data } = trpc.audit.integrityRuns.useQuery(undefined, { refetchInterval: REFRESH_MS });
  const last = data?.[0];
  if (!data) return null;
  const isBroken = last !== undefined && last.brokenCount > 0;
  return (
    <StatGrid>
      <StatTile
        hint={last ? t("ranAt", { at: format.dateTime(last.finishedAt) }) : t("overviewHint")}
        href="/admin/audit/integrity"
        icon="check"
        label={t("title")}
        tone={isBroken ? "danger" : last ? "positive" : "neutral"}
        value={last ? (isBroken ? t("broken", { count: last.brokenCount }) : t("sound")) : t("never")}
      />
    </StatGrid>
  );
}
