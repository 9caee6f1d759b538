"use client";

import { Button, Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { List, ListItem } from "#components/ui/list.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./audit.module.css";
import { type CheckResult, type IntegrityRun, useCheckName } from "./use-check-name.ts";

const REFRESH_MS = 60_000;

/** How the last run of the continuous check went, check by check, and the runs before it. */
export function Integrity() {
  const t = useTranslations("integrity");
  const utils = trpc.useUtils();
  const [failure, setFailure] = useState<unknown>(null);
  const { data, error, refetch } = trpc.audit.integrityRuns.useQuery(undefined, {
    refetchInterval: REFRESH_MS,
  });
  const check = trpc.audit.checkIntegrity.useMutation();
  const run = async () => {
    setFailure(null);
    await check.mutateAsync().catch(setFailure);
    await utils.audit.integrityRuns.invalidate();
  };
  const [last, ...earlier] = data ?? [];
  return (
    <div className={styles.integrity}>
      <div>
        <Button loading={check.isPending} onClick={() => void run()}>
          {t("run")}
        </Button>
      </div>
      <ErrorNotice error={failure ?? error} onRetry={() => void refetch()} />
      {data ? null : <Skeleton h={220} radius="lg" />}
      {data && !last ? (
        <Card>
          <EmptyState body={t("neverHint")} icon="check" title={t("never")} />
        </Card>
      ) : null}
      {last ? <LastRun run={last} /> : null}
      {earlier.length > 0 ? <EarlierRuns runs={earlier} /> : null}
    </div>
  );
}

function LastRun({ run }: { run: IntegrityRun }) {
  const t = useTranslations("integrity");
  const format = useFormat();
  const broken = run.results.filter(({ offenders, error }) => offenders > 0 || error !== null);
  const sound = run.results.filter((result) => !broken.includes(result));
  return (
    <Card flush>
      <div className={styles.verdict} role={broken.length > 0 ? "alert" : "status"}>
        <strong>{broken.length > 0 ? t("broken", { count: broken.length }) : t("sound")}</strong>
        <div className={styles.code}>{t("ranAt", { at: format.dateTime(run.finishedAt) })}</div>
        {broken.length > 0 ? <p>{t("brokenHint")}</p> : null}
      </div>
      <List>
        {[...broken, ...sound].map((result) => (
          <CheckItem key={result.check} result={result} />
        ))}
      </List>
    </Card>
  );
}

function CheckItem({ result }: { result: CheckResult }) {
  const t = useTranslations("integrity");
  const nameOf = useCheckName();
  const { check, offenders, error, samples, tookMs } = result;
  return (
    <ListItem
      aside={
        <StatusBadge tone={offenders > 0 || error ? "danger" : "positive"}>
          {error ? t("failed") : offenders > 0 ? t("offenders", { count: offenders }) : t("ok")}
        </StatusBadge>
      }
      detail={
        <>
          <span className={styles.code}>
            {check} · {t("tookMs", { ms: tookMs })}
          </span>
          {samples.map(({ subject, found }) => (
            <span className={styles.sample} key={subject}>
              {subject}: {found}
            </span>
          ))}
        </>
      }
      title={nameOf(check)}
    />
  );
}

function EarlierRuns({ runs }: { runs: readonly IntegrityRun[] }) {
  const t = useTranslations("integrity");
  const format = useFormat();
  return (
    <Card flush title={t("history")}>
      <List>
        {runs.map((run) => (
          <ListItem
            aside={
              <StatusBadge tone={run.brokenCount > 0 ? "danger" : "positive"}>
                {run.brokenCount > 0 ? t("broken", { count: run.brokenCount }) : t("ok")}
              </StatusBadge>
            }
            detail={run.requestedByName ?? t("bySchedule")}
            key={run.startedAt.toISOString()}
            title={format.dateTime(run.finishedAt)}
          />
        ))}
      </List>
    </Card>
  );
}
