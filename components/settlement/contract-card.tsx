"use client";

import { useTranslations } from "next-intl";
import { trpc } from "#components/trpc/client.ts";
import { Card } from "#components/ui/card.tsx";
import { Facts } from "#components/ui/list.tsx";
import { useFormat } from "#components/ui/use-format.ts";
import styles from "./settlement.module.css";
import type { ContractOutlook } from "./settlement.types.ts";
import { useTermsText } from "./use-terms-text.ts";

/** The distributor's terms: what makes the dates and the fees what they are. */
export function ContractCard({ initial }: { initial: ContractOutlook }) {
  const t = useTranslations("settlement.contract");
  const format = useFormat();
  const text = useTermsText();
  const { data } = trpc.settlement.contract.useQuery(undefined, { initialData: initial });
  const terms = data.inForce ?? data.next;
  if (!terms) {
    return (
      <Card title={t("title")}>
        <p className={styles.note}>{t("none")}</p>
      </Card>
    );
  }
  return (
    <Card title={t("title")}>
      <Facts
        facts={[
          { label: t("payout"), value: t("payoutValue", { businessDays: terms.businessDays }) },
          { label: t("cutoff"), value: t("cutoffValue", { cutoffTime: terms.cutoffTime }) },
          { label: t("holiday"), value: t("holidayValue") },
          { label: t("fee"), value: text.fee(terms) },
        ]}
      />
      {data.inForce && data.next ? (
        <p className={styles.note}>
          {t("next", {
            effectiveFromOn: format.date(data.next.effectiveFromOn),
            terms: text.summary(data.next),
          })}
        </p>
      ) : null}
    </Card>
  );
}
