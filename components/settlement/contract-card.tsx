"use client";

import { Skeleton } from "@mantine/core";
import { useTranslations } from "next-intl";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { ErrorNotice } from "#components/ui/error-notice.tsx";
import { Facts } from "#components/ui/list.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./settlement.module.css";
import type { Terms } from "./settlement.types.ts";
import { useTermsText } from "./use-terms-text.ts";

/** The distributor's terms: what makes the dates and the fees what they are. */
export function ContractCard() {
  const t = useTranslations("settlement.contract");
  const { data, error, refetch } = trpc.settlement.contract.useQuery();
  const terms = data?.inForce ?? data?.next;
  return (
    <Card title={t("title")}>
      {!data && !error ? <Skeleton h={130} /> : null}
      {!data ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data && !terms ? <p className={styles.note}>{t("none")}</p> : null}
      {terms ? <TermsFacts terms={terms} /> : null}
      {data?.inForce && data.next ? <NextTerms terms={data.next} /> : null}
    </Card>
  );
}

function TermsFacts({ terms }: { terms: Terms }) {
  const t = useTranslations("settlement.contract");
  const text = useTermsText();
  return (
    <Facts
      facts={[
        { label: t("payout"), value: t("payoutValue", { businessDays: terms.businessDays }) },
        { label: t("cutoff"), value: t("cutoffValue", { cutoffTime: terms.cutoffTime }) },
        { label: t("holiday"), value: t("holidayValue") },
        { label: t("fee", { vat: terms.vatIncluded ? "included" : "added" }), value: text.fee(terms) },
      ]}
    />
  );
}

function NextTerms({ terms }: { terms: Terms }) {
  const t = useTranslations("settlement.contract");
  const format = useFormat();
  const text = useTermsText();
  return (
    <p className={styles.note}>
      {t("next", { effectiveFromOn: format.date(terms.effectiveFromOn), terms: text.summary(terms) })}
    </p>
  );
}
